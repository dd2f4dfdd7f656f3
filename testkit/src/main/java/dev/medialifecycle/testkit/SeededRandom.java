package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Chance that can be repeated: prints its seed, and takes it back by {@code -Dmedialifecycle.seed=...}. */
public final class SeededRandom {
    private static final String PROPERTY = "medialifecycle.seed";
    private static final int[][] ALPHABETS = {
        {'a', 'z'},
        {'A', 'Z'},
        {'0', '9'},
        {' ', '/'},
        {':', '@'},
        {'[', '`'},
        {'{', '~'},
        {0xA1, 0x17F},
        {0x300, 0x36F},
        {0x5D0, 0x5EA},
        {0x4E00, 0x4FFF},
        {0xFF01, 0xFF5E},
        {0x1F600, 0x1F64F}
    };

    private final long seed;
    private final Random random;

    private SeededRandom(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** A new seed, or the one that the system property holds. */
    public static SeededRandom start() {
        SeededRandom random = of(Long.getLong(PROPERTY, System.nanoTime()));
        System.out.println("Random test data: repeat with -D" + PROPERTY + "=" + random.seed);
        return random;
    }

    /** Always the same. */
    public static SeededRandom of(long seed) {
        return new SeededRandom(seed);
    }

    /** The seed, for a failure message. */
    public long seed() {
        return seed;
    }

    /** A number from 0 up to but without the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** One of them. */
    public <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** That many bytes. */
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Unicode text of up to that many code points, from Latin to emoji, with what URLs and disks stumble over. */
    public String text(int longest) {
        StringBuilder text = new StringBuilder();
        for (int left = below(longest + 1); left > 0; left--) {
            int[] alphabet = ALPHABETS[below(ALPHABETS.length)];
            text.appendCodePoint(alphabet[0] + below(alphabet[1] - alphabet[0] + 1));
        }
        return text.toString();
    }

    /** A valid key below the prefix, which is empty or ends with a slash. */
    public String key(String prefix) {
        while (true) {
            String key = prefix + text(40);
            if (BlobLocation.isValidKey(key)) {
                return key;
            }
        }
    }

    /** The text after a few of its characters were removed, doubled or replaced by troublemakers. */
    public String mangled(String text) {
        StringBuilder mangled = new StringBuilder(text);
        for (int times = 1 + below(4); times > 0 && mangled.length() > 0; times--) {
            int at = below(mangled.length());
            switch (below(4)) {
                case 0 -> mangled.deleteCharAt(at);
                case 1 -> mangled.insert(at, pick(TROUBLE));
                case 2 -> mangled.setCharAt(at, (char) below(0x10000));
                default -> mangled.insert(at, mangled.charAt(at));
            }
        }
        return mangled.toString();
    }

    private static final List<String> TROUBLE = List.of(
            "%",
            "%2",
            "%zz",
            "%00",
            "%2e%2e/",
            "%252e",
            "%c0%ae",
            "%ff",
            "../",
            "//",
            "\\",
            "@",
            ":",
            "#",
            "?",
            "[",
            "]",
            "\0",
            "\n",
            "\t",
            " ",
            ";",
            "&",
            "=",
            "+",
            ".",
            "..",
            "\uD800",
            "\u202E",
            "\u3002",
            "https://",
            "user:pass@");

    /** The same bytes as the text in UTF-8. */
    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
