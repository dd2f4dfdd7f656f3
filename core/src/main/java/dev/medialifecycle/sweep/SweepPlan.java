package dev.medialifecycle.sweep;

import dev.medialifecycle.blob.StoredBlob;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a sweep would quarantine, and how many blobs got which verdict: plain data to read, keep, or compute elsewhere. */
public record SweepPlan(SweepScope scope, Instant plannedAt, List<StoredBlob> orphans, Map<SweepVerdict, Long> counts) {
    /** Copies both collections; verdicts that nobody got count 0. */
    public SweepPlan {
        orphans = List.copyOf(orphans);
        Map<SweepVerdict, Long> all = new EnumMap<>(SweepVerdict.class);
        for (SweepVerdict verdict : SweepVerdict.values()) {
            all.put(verdict, counts.getOrDefault(verdict, 0L));
        }
        counts = Map.copyOf(all);
    }

    /** How many blobs got a verdict. */
    public long count(SweepVerdict verdict) {
        return counts.getOrDefault(verdict, 0L);
    }

    /** How many blobs were looked at. */
    public long examined() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
