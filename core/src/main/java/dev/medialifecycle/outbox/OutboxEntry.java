package dev.medialifecycle.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An effect and when it is due. Among those due in a {@code lane}, the earliest {@code turn} is first, which is never after
 * {@code dueAt}. {@code attempts} counts how often it was leased and not merely put off; {@code lease} is the fencing token of
 * the present lease, which settles or postpones only as long as nobody else has leased the entry since; {@code lastError} says
 * why it was postponed or given up.
 */
public record OutboxEntry(
        UUID id,
        Effect effect,
        Lane lane,
        Instant dueAt,
        Instant turn,
        int attempts,
        long lease,
        @Nullable String lastError) {
    /** A turn is kept no later than the time at which the entry is due. */
    public OutboxEntry {
        turn = turn.isBefore(dueAt) ? turn : dueAt;
    }

    /** A new entry in the lane of its effect, not leased yet, whose turn comes when it is due. */
    public static OutboxEntry due(UUID id, Effect effect, Instant dueAt) {
        return new OutboxEntry(id, effect, Lane.of(effect), dueAt, dueAt, 0, 0, null);
    }

    /** The same in another lane. */
    public OutboxEntry in(Lane other) {
        return new OutboxEntry(id, effect, other, dueAt, turn, attempts, lease, lastError);
    }

    /** The same, before all whose turn is later. */
    public OutboxEntry ahead(Instant earlier) {
        return new OutboxEntry(id, effect, lane, dueAt, earlier, attempts, lease, lastError);
    }

    /** As {@code Outbox.lease} hands it out: one attempt more, under the next lease. */
    public OutboxEntry leased() {
        return new OutboxEntry(id, effect, lane, dueAt, turn, attempts + 1, lease + 1, lastError);
    }

    /** Due again after a failure; it keeps a place that was given to it ahead of others. */
    public OutboxEntry postponed(Instant later, @Nullable String reason) {
        return new OutboxEntry(id, effect, lane, later, turn.isBefore(dueAt) ? turn : later, attempts, lease, reason);
    }

    /** Due again after it turned out to have been too early, which does not count as an attempt. */
    public OutboxEntry putOff(Instant later, @Nullable String reason) {
        OutboxEntry postponed = postponed(later, reason);
        return new OutboxEntry(id, effect, lane, later, postponed.turn, Math.max(0, attempts - 1), lease, reason);
    }

    /** Given up. */
    public OutboxEntry givenUp(String reason) {
        return new OutboxEntry(id, effect, lane, dueAt, turn, attempts, lease, reason);
    }
}
