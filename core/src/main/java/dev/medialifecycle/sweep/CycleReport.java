package dev.medialifecycle.sweep;

import java.time.Instant;

/** What one cycle did, part by part; a part that failed as a whole says so in its notes and counts one failure. */
public record CycleReport(
        SweepMode mode, Instant startedAt, Instant endedAt, PassReport spool, PassReport blobs, PassReport jobRows) {
    /** Whether every part did all it could. */
    public boolean isClean() {
        return spool.failed() + blobs.failed() + jobRows.failed() == 0;
    }
}
