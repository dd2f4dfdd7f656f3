package dev.medialifecycle.memory;

import dev.medialifecycle.outbox.OutboxEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entry with its place in life; {@code leasedUntil} is null unless a worker has it. */
record OutboxRow(OutboxEntry entry, Stage stage, @Nullable Instant leasedUntil) {
    static final Comparator<OutboxRow> EARLIEST_TURN_FIRST =
            Comparator.comparing((OutboxRow row) -> row.entry().turn()).thenComparing(OutboxRow::id, Tables.ID_ORDER);
    static final Comparator<OutboxRow> EARLIEST_DUE_FIRST =
            Comparator.comparing((OutboxRow row) -> row.entry().dueAt()).thenComparing(OutboxRow::id, Tables.ID_ORDER);

    enum Stage {
        WAITING,
        GIVEN_UP
    }

    static OutboxRow waiting(OutboxEntry entry) {
        return new OutboxRow(entry, Stage.WAITING, null);
    }

    static OutboxRow givenUp(OutboxEntry entry) {
        return new OutboxRow(entry, Stage.GIVEN_UP, null);
    }

    boolean isWaiting() {
        return stage == Stage.WAITING;
    }

    boolean isFree(Instant now) {
        return isWaiting() && !entry.dueAt().isAfter(now) && (leasedUntil == null || !leasedUntil.isAfter(now));
    }

    boolean isHeldBy(OutboxEntry holder) {
        return isWaiting() && leasedUntil != null && entry.lease() == holder.lease();
    }

    OutboxRow leased(Instant until) {
        return new OutboxRow(entry.leased(), Stage.WAITING, until);
    }

    private UUID id() {
        return entry.id();
    }
}
