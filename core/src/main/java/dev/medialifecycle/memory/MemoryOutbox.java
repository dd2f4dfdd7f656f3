package dev.medialifecycle.memory;

import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.repository.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

final class MemoryOutbox implements Outbox {
    private final Tables tables;
    private final Journal journal;

    MemoryOutbox(Tables tables, Journal journal) {
        this.tables = tables;
        this.journal = journal;
    }

    @Override
    public void add(List<OutboxEntry> entries) {
        Set<UUID> taken = new HashSet<>();
        for (OutboxEntry entry : entries) {
            if (rows().containsKey(entry.id()) || !taken.add(entry.id())) {
                throw Conflicts.stale("Outbox entries not recorded: an id is taken");
            }
        }
        entries.forEach(entry -> journal.put(tables.outbox, entry.id(), OutboxRow.waiting(entry)));
    }

    @Override
    public List<OutboxEntry> lease(Instant now, Duration lease, int limit) {
        List<OutboxRow> free = rows().values().stream()
                .filter(row -> row.isFree(now))
                .sorted(OutboxRow.EARLIEST_FIRST)
                .limit(limit)
                .toList();
        List<OutboxEntry> leased = new ArrayList<>();
        for (OutboxRow row : free) {
            OutboxRow taken = row.leased(now.plus(lease));
            journal.put(tables.outbox, taken.entry().id(), taken);
            leased.add(taken.entry());
        }
        return List.copyOf(leased);
    }

    @Override
    public boolean settle(OutboxEntry entry) {
        OutboxRow row = rows().get(entry.id());
        if (row == null || !row.isHeldBy(entry)) {
            return false;
        }
        journal.remove(tables.outbox, entry.id());
        return true;
    }

    @Override
    public boolean postpone(OutboxEntry entry, Instant dueAt, String reason) {
        OutboxRow row = rows().get(entry.id());
        if (row == null || !row.isHeldBy(entry)) {
            return false;
        }
        journal.put(tables.outbox, entry.id(), row.dueAgain(dueAt, reason));
        return true;
    }

    @Override
    public boolean giveUp(OutboxEntry entry, String reason) {
        OutboxRow row = rows().get(entry.id());
        if (row == null || !row.isHeldBy(entry)) {
            return false;
        }
        journal.put(tables.outbox, entry.id(), row.givenUp(reason));
        return true;
    }

    @Override
    public List<OutboxEntry> givenUp(int limit) {
        return rows().values().stream()
                .filter(row -> !row.isWaiting())
                .sorted(OutboxRow.EARLIEST_FIRST)
                .limit(limit)
                .map(OutboxRow::entry)
                .toList();
    }

    @Override
    public boolean retry(UUID id, Instant dueAt) {
        OutboxRow row = rows().get(id);
        if (row == null || row.isWaiting()) {
            return false;
        }
        journal.put(tables.outbox, id, row.dueAgain(dueAt, row.entry().lastError()));
        return true;
    }

    @Override
    public long size() {
        return rows().values().stream().filter(OutboxRow::isWaiting).count();
    }

    private Map<UUID, OutboxRow> rows() {
        return journal.in(tables.outbox);
    }
}
