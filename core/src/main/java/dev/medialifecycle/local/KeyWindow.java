package dev.medialifecycle.local;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The keys, as bytes, that a page may hold: those that start with the prefix and come after the last page. */
record KeyWindow(byte[] prefix, byte @Nullable [] after) {
    boolean holds(byte[] key) {
        return startsWith(key, prefix) && isAfter(key);
    }

    /** Whether some key that starts with the stem can be in here. */
    boolean reaches(byte[] stem) {
        return (startsWith(stem, prefix) || startsWith(prefix, stem))
                && (isAfter(stem) || (after != null && startsWith(after, stem)));
    }

    private boolean isAfter(byte[] key) {
        return after == null || Arrays.compareUnsigned(key, after) > 0;
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}
