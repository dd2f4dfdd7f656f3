package dev.medialifecycle.memory;

import dev.medialifecycle.outbox.OutboxEntry;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** An entry with its place in life; {@code leasedUntil} is null unless a worker has it. */
record OutboxRow(OutboxEntry entry, Stage stage, @Nullable Instant leasedUntil) {
    static final Comparator<OutboxRow> EARLIEST_FIRST = Comparator.comparing(
                    (OutboxRow row) -> row.entry().dueAt())
            .thenComparing(row -> row.entry().id(), Tables.ID_ORDER);

    enum Stage {
        WAITING,
        GIVEN_UP
    }

    static OutboxRow waiting(OutboxEntry entry) {
        return new OutboxRow(entry, Stage.WAITING, null);
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
        OutboxEntry next = new OutboxEntry(
                entry.id(), entry.effect(), entry.dueAt(), entry.attempts() + 1, entry.lease() + 1, entry.lastError());
        return new OutboxRow(next, Stage.WAITING, until);
    }

    OutboxRow dueAgain(Instant dueAt, @Nullable String reason) {
        return waiting(new OutboxEntry(entry.id(), entry.effect(), dueAt, entry.attempts(), entry.lease(), reason));
    }

    OutboxRow givenUp(String reason) {
        OutboxEntry last =
                new OutboxEntry(entry.id(), entry.effect(), entry.dueAt(), entry.attempts(), entry.lease(), reason);
        return new OutboxRow(last, Stage.GIVEN_UP, null);
    }
}
