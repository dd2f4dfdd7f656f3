package dev.medialifecycle.internal.effect;

import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.outbox.OutboxEntry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Doubles from one second to an hour; entries that failed together are spread over a fifth of the wait by their ids. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    /** An output dies at the vendor, often within the hour: it is asked for more often. */
    private static final Duration LONGEST_FOR_OUTPUTS = Duration.ofMinutes(5);

    private static final int SPREAD = 100;

    private Backoff() {}

    /** How long to wait after the attempts so far; at least as long as the service asked for. */
    static Duration after(OutboxEntry entry, @Nullable Duration asked) {
        int doublings = Math.max(0, Math.min(entry.attempts() - 1, 12));
        Duration full = FIRST.multipliedBy(1L << doublings);
        Duration longest = entry.lane().equals(Lane.KEEPING) ? LONGEST_FOR_OUTPUTS : LONGEST;
        Duration wait = full.compareTo(longest) < 0 ? full : longest;
        long share = Math.floorMod(entry.id().hashCode(), SPREAD);
        Duration spread = wait.multipliedBy(share).dividedBy(5L * SPREAD);
        return asked != null && asked.compareTo(wait.minus(spread)) > 0 ? asked.plus(spread) : wait.minus(spread);
    }
}
