package dev.medialifecycle.internal.state;

import java.util.ArrayList;
import java.util.List;

/** Long lists in pieces that a repository takes at once. */
public final class Batches {
    private static final int AT_ONCE = 1_000;

    private Batches() {}

    /** The list in order, in pieces of at most a thousand; none for an empty one. */
    public static <T> List<List<T>> of(List<T> all) {
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            batches.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
        return batches;
    }
}
