package dev.medialifecycle.benchmarks.storage;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Blobs that exist by their number alone, and which of them are gone: a bit each, so that "no key was lost" is counted and not
 * assumed. The order of keys is the order of numbers. Thread-safe.
 */
public final class KeySpace {
    private static final String FRONT = "u42/saved/9b1de5a0-7c3f-4e21-8f6a-";
    private static final String BACK = ".png";
    private static final int DIGITS = 12;
    private static final int KEY_LENGTH = FRONT.length() + DIGITS + BACK.length();

    private final int size;
    private final AtomicIntegerArray gone;
    private final AtomicLong removed = new AtomicLong();
    private final AtomicLong strangers = new AtomicLong();

    /** The keys with the numbers from 0 to before {@code size}. */
    public KeySpace(int size) {
        this.size = size;
        this.gone = new AtomicIntegerArray((size + 31) / 32);
    }

    /** As long as a key that was made by a template of owner, folder and UUID. */
    public static String key(int number) {
        String digits = Integer.toString(number);
        return FRONT + "0".repeat(DIGITS - digits.length()) + digits + BACK;
    }

    /** How many there were at the beginning. */
    public int size() {
        return size;
    }

    /** How many different ones were removed. */
    public long removed() {
        return removed.get();
    }

    /** How many keys were asked for that never were among them. */
    public long strangers() {
        return strangers.get();
    }

    /** Whether it is still there. */
    boolean has(int number) {
        return number >= 0 && number < size && (gone.get(number >> 5) & (1 << (number & 31))) == 0;
    }

    /** The number in a key, written out in bytes; -1 if it is none of these keys. */
    static int number(byte[] text, int from, int to) {
        if (to - from != KEY_LENGTH) {
            return -1;
        }
        int number = 0;
        int begin = from + FRONT.length();
        for (int at = begin; at < begin + DIGITS; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** The number in a key; -1 if it is none of these keys. */
    static int number(String key) {
        byte[] text = key.getBytes(StandardCharsets.UTF_8);
        return number(text, 0, text.length);
    }

    /** Removes it, if it is there. */
    void remove(int number) {
        if (number < 0 || number >= size) {
            strangers.incrementAndGet();
            return;
        }
        int bit = 1 << (number & 31);
        int before = gone.getAndUpdate(number >> 5, word -> word | bit);
        if ((before & bit) == 0) {
            removed.incrementAndGet();
        }
    }
}
