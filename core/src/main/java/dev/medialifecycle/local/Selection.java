package dev.medialifecycle.local;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The first few entries, in key order, of all that are offered: however large a directory is, no more are kept. */
final class Selection {
    /** A blob, or a directory; a directory's key ends with a slash, so that it sorts as the keys in it do. */
    record Entry(byte[] key, @Nullable Path directory) {}

    private final NavigableMap<byte[], Entry> entries = new TreeMap<>(Arrays::compareUnsigned);
    private final int limit;
    private final byte @Nullable [] after;

    Selection(int limit, byte @Nullable [] after) {
        this.limit = limit;
        this.after = after;
    }

    void offer(Entry entry) {
        boolean isDone = after != null && Arrays.compareUnsigned(entry.key(), after) <= 0;
        boolean isTooLate = isFull() && Arrays.compareUnsigned(entry.key(), entries.lastKey()) > 0;
        if (!isDone && !isTooLate) {
            entries.put(entry.key(), entry);
            if (entries.size() > limit) {
                entries.pollLastEntry();
            }
        }
    }

    boolean isFull() {
        return entries.size() == limit;
    }

    Collection<Entry> inOrder() {
        return entries.values();
    }
}
