package dev.medialifecycle.memory;

import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.repository.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The outbox of one transaction. */
final class MemoryOutbox implements Outbox {
    /** An entry and who has it. */
    record Row(OutboxEntry entry, @Nullable Instant leasedUntil, Fate fate) {}

    /** Whether an entry is still tried. */
    enum Fate {
        WAITING,
        GIVEN_UP
    }

    private final MemoryTables tables;

    MemoryOutbox(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public void add(List<OutboxEntry> entries) {
        entries.forEach(entry -> tables.set(tables.outbox, entry.id(), new Row(entry, null, Fate.WAITING)));
    }

    @Override
    public List<OutboxEntry> lease(Instant now, Duration lease, int limit) {
        List<OutboxEntry> due = rows(Fate.WAITING)
                .filter(row -> !row.entry().dueAt().isAfter(now))
                .filter(row -> row.leasedUntil() == null || !row.leasedUntil().isAfter(now))
                .map(Row::entry)
                .sorted(Comparator.comparing(OutboxEntry::dueAt))
                .limit(limit)
                .toList();
        List<OutboxEntry> leased = new ArrayList<>();
        for (OutboxEntry entry : due) {
            OutboxEntry taken = new OutboxEntry(
                    entry.id(),
                    entry.effect(),
                    entry.dueAt(),
                    entry.attempts() + 1,
                    entry.lease() + 1,
                    entry.lastError());
            tables.set(tables.outbox, taken.id(), new Row(taken, now.plus(lease), Fate.WAITING));
            leased.add(taken);
        }
        return leased;
    }

    @Override
    public boolean settle(OutboxEntry entry) {
        return held(entry)
                .map(row -> {
                    tables.set(tables.outbox, entry.id(), null);
                    return row;
                })
                .isPresent();
    }

    @Override
    public boolean postpone(OutboxEntry entry, Instant dueAt, String reason) {
        return held(entry)
                .map(row -> put(row.entry(), dueAt, reason, Fate.WAITING))
                .isPresent();
    }

    @Override
    public boolean giveUp(OutboxEntry entry, String reason) {
        return held(entry)
                .map(row -> put(row.entry(), row.entry().dueAt(), reason, Fate.GIVEN_UP))
                .isPresent();
    }

    @Override
    public List<OutboxEntry> givenUp(int limit) {
        return rows(Fate.GIVEN_UP)
                .map(Row::entry)
                .sorted(Comparator.comparing(OutboxEntry::dueAt))
                .limit(limit)
                .toList();
    }

    @Override
    public boolean retry(UUID id, Instant dueAt) {
        return Optional.ofNullable(tables.outbox.get(id))
                .filter(row -> row.fate() == Fate.GIVEN_UP)
                .map(row -> put(row.entry(), dueAt, row.entry().lastError(), Fate.WAITING))
                .isPresent();
    }

    @Override
    public long size() {
        return rows(Fate.WAITING).count();
    }

    private Stream<Row> rows(Fate fate) {
        return tables.outbox.values().stream().filter(row -> row.fate() == fate);
    }

    private Optional<Row> held(OutboxEntry entry) {
        return Optional.ofNullable(tables.outbox.get(entry.id()))
                .filter(row -> row.fate() == Fate.WAITING
                        && row.leasedUntil() != null
                        && row.entry().lease() == entry.lease());
    }

    private Row put(OutboxEntry entry, Instant dueAt, @Nullable String reason, Fate fate) {
        OutboxEntry changed =
                new OutboxEntry(entry.id(), entry.effect(), dueAt, entry.attempts(), entry.lease(), reason);
        Row row = new Row(changed, null, fate);
        tables.set(tables.outbox, entry.id(), row);
        return row;
    }
}
