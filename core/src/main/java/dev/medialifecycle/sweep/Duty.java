package dev.medialifecycle.sweep;

import dev.medialifecycle.asset.LeaveCause;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A kind of work that can be paused by itself; what it has to do waits meanwhile. */
public enum Duty {
    /** Removing what a crash left half done: old spool files, and puts that never finished. */
    SPOOL,
    /** Taking in what sweeps find, and deleting it: blobs that nobody remembers, uploads that were never confirmed. */
    ORPHANS,
    /** Forgetting rows: jobs that ended long ago, deliveries and assets that are only remembered. */
    JOB_ROWS,
    /** Letting go what the host released, and what was derived from it. */
    RELEASES,
    /** Letting inputs go whose jobs have ended. */
    INPUTS,
    /** Letting go what a rule says is old enough. */
    RETENTION,
    /** Moving assets to another place, from which their old copies leave. */
    RELOCATION,
    /** Keeping outputs. It deletes nothing, so it goes on when all deletion is paused; while it is paused, outputs can expire. */
    PROMOTION;

    /** Every duty that removes something. */
    public static Set<Duty> removing() {
        return Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(PROMOTION)));
    }

    /** Whose work it is to let an asset go for this cause. */
    public static Duty of(LeaveCause cause) {
        return switch (cause) {
            case RELEASED, ORIGINAL_LEFT -> RELEASES;
            case JOBS_ENDED -> INPUTS;
            case AGED -> RETENTION;
            case ORPHANED, NEVER_CONFIRMED -> ORPHANS;
        };
    }
}
