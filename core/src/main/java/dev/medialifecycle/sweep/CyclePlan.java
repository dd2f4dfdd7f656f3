package dev.medialifecycle.sweep;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One comprehensive cycle: spool files older than {@code spoolAge}, orphaned blobs in each scope, and rows of jobs that ended
 * longer ago than {@code jobRowAge} (null keeps them) and own no file any more. The parts do not stop each other.
 */
public record CyclePlan(
        SweepMode mode,
        List<SweepScope> scopes,
        SweepLimits limits,
        Duration spoolAge,
        @Nullable Duration jobRowAge) {
    /** Copies the list. */
    public CyclePlan {
        scopes = List.copyOf(scopes);
    }

    /** A dry run over these scopes with the usual limits, spool files of an hour, job rows kept. */
    public static CyclePlan dryRun(List<SweepScope> scopes) {
        return new CyclePlan(SweepMode.DRY_RUN, scopes, SweepLimits.usual(), Duration.ofHours(1), null);
    }

    /** The same cycle, acting on what it finds. */
    public CyclePlan executing() {
        return new CyclePlan(SweepMode.EXECUTE, scopes, limits, spoolAge, jobRowAge);
    }
}
