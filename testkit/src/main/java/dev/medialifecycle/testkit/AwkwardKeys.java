package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keys that services, disks and URLs like to confuse; each is a blob of its own. */
final class AwkwardKeys {
    private static final List<String> KEYS = List.of(
            "sp ace.txt",
            "sp+ace.txt",
            "sp%20ace.txt",
            "sp%2520ace.txt",
            "sp%2Bace.txt",
            "a%2Fb.txt",
            "%",
            "%41",
            "%zz",
            "question?mark=1",
            "hash#tag",
            "amp&er=sand;semi",
            "equals=sign",
            "at@sign:colon,comma",
            "quote'single",
            "quote\"double",
            "back\\slash",
            "back\\..\\slash",
            "pipe|angle<>",
            "brackets[0]{1}(2)",
            "tilde~caret^back`tick",
            "dollar$exclaim!star*",
            "trailing.dot.",
            "trailing space ",
            " leading space",
            ".hidden",
            "...",
            "~",
            "-",
            "dash-",
            "-dash",
            "--option=value",
            "UPPER.txt",
            "upper.txt",
            "Upper.txt",
            "con",
            "nul.txt",
            "COM1",
            "aux.",
            "desktop.ini",
            "index.html",
            ".medialifecycle/tmp/x",
            "caf\u00e9",
            "cafe\u0301",
            "\u65e5\u672c\u8a9e.png",
            "\u0645\u0644\u0641",
            "emoji-\ud83d\ude00.png",
            "family-\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "\uff0e\uff0e",
            "\u2025",
            "\u202ertl",
            "zalgo-z\u0351\u0363\u0346",
            "\ufeffbyte-order-mark",
            "no\u00a0break",
            "\u2028line-separator",
            "\uffee-last-before-surrogates",
            "\ud83d\ude01-after-bmp",
            "https:/example.com/a.png",
            "https%3A%2F%2Fexample.com%2Fa.png",
            "javascript:alert(1)",
            "C:/Windows/system32",
            "?X-Amz-Signature=0",
            "tr:w-300/x.png",
            "tr:w-300,h-200:rt-90/x.png",
            "pictures/ik-thumbnail.jpg",
            "render/image/public/x.png",
            "object/public/media/x.png",
            "object/sign/x.png",
            "deep/er/and/deep/er/still/x",
            "long-" + "x".repeat(245),
            "\u00fc".repeat(120),
            "s/" + "l/".repeat(200) + "end");

    /** Keys that somebody takes for the same one, by folding, decoding, cutting, normalising or tidying up. */
    private static final List<List<String>> TWINS = List.of(
            List.of("case/a.PNG", "case/A.png", "case/a.png"),
            List.of("CASE", "Case", "case"),
            List.of("turk/i", "turk/I", "turk/\u0131", "turk/\u0130"),
            List.of("\u00e4rger", "a\u0308rger", "\u00c4rger", "arger"),
            List.of("\u00c5", "\u212b", "A\u030a"),
            List.of("\uac00", "\u1100\u1161"),
            List.of("a b", "a+b", "a%20b", "a%2520b", "a%2Bb", "a_b", "a  b", "a\u00a0b", "ab"),
            List.of("p%2Fq", "p%2fq", "p\\q", "p/q"),
            List.of("end", "end.", "end ", "end%20", " end"),
            List.of("query", "query?x=1", "query#x", "query;x=1", "query&x=1"),
            List.of("t/p.jpg", "t/tr:w-300/p.jpg", "t/tr=w-300/p.jpg", "t/ik-thumbnail.jpg"),
            List.of("render/image/public/y", "object/public/y", "y"),
            List.of("wide\uff41", "widea", "wide\u200ba", "wide\u00ada", "\u200fwidea"),
            List.of("f/pic", "f/pic2", "f/pi", "f/pic.png", "f/pic-", "g/f/pic"),
            List.of(".dot", "dot", "..dot"),
            List.of("n/1", "n/01", "n/1.0", "n/1e0"),
            List.of("wild*", "wild_", "wild%", "wildx", "wild?"),
            List.of("pre", "pre-1", "prefix"),
            List.of("l".repeat(250) + "1", "l".repeat(250) + "2", "l".repeat(250)));

    private AwkwardKeys() {}

    /** Valid keys, no two alike, none the start of another's path. */
    static List<String> all() {
        return KEYS;
    }

    /** Groups of valid keys that must not be taken for each other, none the start of another's path in its group. */
    static List<List<String>> twins() {
        return TWINS;
    }

    /** Keys that are exactly as long as a key may be once they stand behind the prefix: many segments, long ones, wide letters. */
    static List<String> longest(String prefix) {
        int room = BlobLocation.MAX_KEY_BYTES - prefix.getBytes(StandardCharsets.UTF_8).length;
        List<String> keys = new ArrayList<>();
        for (String unit : List.of("0123456789/", "x".repeat(250) + "/", "\u00fc")) {
            String many = unit.repeat(room);
            StringBuilder key = new StringBuilder();
            int left = room - 1;
            for (int at = 0; left - width(many.charAt(at)) >= 0; at++) {
                left -= width(many.charAt(at));
                key.append(many.charAt(at));
            }
            if (key.charAt(key.length() - 1) == '/') {
                key.setCharAt(key.length() - 1, '-');
            }
            keys.add(key + "e".repeat(left + 1));
        }
        return keys;
    }

    private static int width(char letter) {
        return letter < 0x80 ? 1 : 2;
    }
}
