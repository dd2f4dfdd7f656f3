package dev.medialifecycle.internal.effect;

import dev.medialifecycle.outbox.OutboxEntry;
import java.time.Duration;

/** Doubles from one second to an hour; entries that failed together are spread over a fifth of the wait by their ids. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int SPREAD = 100;

    private Backoff() {}

    static Duration after(OutboxEntry entry) {
        int doublings = Math.max(0, Math.min(entry.attempts() - 1, 12));
        Duration full = FIRST.multipliedBy(1L << doublings);
        Duration wait = full.compareTo(LONGEST) < 0 ? full : LONGEST;
        long share = Math.floorMod(entry.id().hashCode(), SPREAD);
        return wait.minus(wait.multipliedBy(share).dividedBy(5L * SPREAD));
    }
}
