package dev.medialifecycle.testkit;

import java.util.List;

/** Keys that services, disks and URLs like to confuse; each is a blob of its own. */
final class AwkwardKeys {
    private static final List<String> KEYS = List.of(
            "sp ace.txt",
            "sp+ace.txt",
            "sp%20ace.txt",
            "sp%2520ace.txt",
            "a%2Fb.txt",
            "question?mark=1",
            "hash#tag",
            "amp&er=sand;semi",
            "at@sign:colon,comma",
            "quote'single",
            "quote\"double",
            "back\\slash",
            "pipe|angle<>",
            "brackets[0]{1}(2)",
            "tilde~caret^back`tick",
            "dollar$exclaim!star*",
            "trailing.dot.",
            "trailing space ",
            ".hidden",
            "...",
            "dash-",
            "-dash",
            "UPPER.txt",
            "upper.txt",
            "Upper.txt",
            "con",
            "nul.txt",
            "COM1",
            "caf\u00e9-nfc",
            "cafe\u0301-nfd",
            "\u65e5\u672c\u8a9e.png",
            "\u0645\u0644\u0641",
            "emoji-\ud83d\ude00.png",
            "\uff0e\uff0e",
            "\u202ertl",
            "\uffee-last-before-surrogates",
            "\ud83d\ude01-after-bmp",
            "deep/er/and/deep/er/still/x",
            "long-" + "x".repeat(245),
            "\u00fc".repeat(120),
            "s/" + "l/".repeat(200) + "end");

    private AwkwardKeys() {}

    /** Valid keys, no two alike, none the start of another's path. */
    static List<String> all() {
        return KEYS;
    }
}
