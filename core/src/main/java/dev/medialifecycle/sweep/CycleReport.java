package dev.medialifecycle.sweep;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one cycle did, part by part; a part that failed as a whole says so in its notes and counts one failure. Where another node
 * was at it, {@code skipped} says so and only this node's own spool was cleaned; it is null otherwise.
 */
public record CycleReport(
        SweepMode mode,
        Instant startedAt,
        Instant endedAt,
        PassReport spool,
        PassReport blobs,
        PassReport jobRows,
        @Nullable String skipped) {
    /** Whether it ran, and every part did all it could. */
    public boolean isClean() {
        return skipped == null && spool.failed() + blobs.failed() + jobRows.failed() == 0;
    }
}
