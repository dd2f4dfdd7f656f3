package dev.medialifecycle.internal.sweep;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.sweep.SweepVerdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one look through a scope has seen so far, and whether the listing itself can be believed. */
final class Sightings {
    private final boolean isOrdered;
    private final List<StoredBlob> orphans = new ArrayList<>();
    private final Map<SweepVerdict, Long> counts = new EnumMap<>(SweepVerdict.class);
    private final Map<BlobLocation, SweepVerdict> own = new HashMap<>();
    private @Nullable String lastKey;

    Sightings(boolean isOrdered) {
        this.isOrdered = isOrdered;
    }

    /** Refuses a listing that goes in circles or, where order was promised, backwards. */
    void checkProgress(@Nullable String token, BlobPage page) {
        if (page.nextToken() != null && page.nextToken().equals(token)) {
            throw Planner.incomplete("the listing does not get on");
        }
        for (StoredBlob blob : page.blobs()) {
            String key = blob.location().key();
            if (isOrdered && lastKey != null && BlobLocation.KEY_ORDER.compare(lastKey, key) >= 0) {
                throw Planner.incomplete("the listing is out of order");
            }
            lastKey = key;
        }
    }

    void add(StoredBlob blob, SweepVerdict verdict) {
        counts.merge(verdict, 1L, Long::sum);
        if (verdict == SweepVerdict.ORPHAN) {
            orphans.add(blob);
        }
    }

    /** A blob of the library's own counts for nothing. */
    void addOwn(StoredBlob blob, SweepVerdict verdict) {
        own.put(blob.location(), verdict);
    }

    Map<BlobLocation, SweepVerdict> own() {
        return own;
    }

    List<StoredBlob> orphans() {
        return orphans;
    }

    Map<SweepVerdict, Long> counts() {
        return counts;
    }
}
