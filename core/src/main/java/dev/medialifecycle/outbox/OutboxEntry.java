package dev.medialifecycle.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An effect and when it is due. {@code attempts} counts how often it was leased; {@code lease} is the fencing token of the
 * present lease, which settles or postpones only as long as nobody else has leased the entry since; {@code lastError} says why it
 * was postponed or given up.
 */
public record OutboxEntry(
        UUID id,
        Effect effect,
        Instant dueAt,
        int attempts,
        long lease,
        @Nullable String lastError) {
    /** A new entry, not leased yet. */
    public static OutboxEntry due(UUID id, Effect effect, Instant dueAt) {
        return new OutboxEntry(id, effect, dueAt, 0, 0, null);
    }
}
