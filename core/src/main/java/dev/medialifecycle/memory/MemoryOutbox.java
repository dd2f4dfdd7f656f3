package dev.medialifecycle.memory;

import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.repository.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

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
    public List<OutboxEntry> lease(Lane lane, Instant now, Duration lease, int limit) {
        List<OutboxRow> free = rows().values().stream()
                .filter(row -> row.isFree(now) && row.entry().lane().equals(lane))
                .sorted(OutboxRow.EARLIEST_TURN_FIRST)
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
    public int settle(Collection<OutboxEntry> leased) {
        return each(leased, entry -> journal.remove(tables.outbox, entry.id()));
    }

    @Override
    public int postpone(Collection<OutboxEntry> changed) {
        return each(changed, entry -> journal.put(tables.outbox, entry.id(), OutboxRow.waiting(entry)));
    }

    @Override
    public int giveUp(Collection<OutboxEntry> changed) {
        return each(changed, entry -> journal.put(tables.outbox, entry.id(), OutboxRow.givenUp(entry)));
    }

    private int each(Collection<OutboxEntry> entries, Consumer<OutboxEntry> change) {
        int changed = 0;
        for (OutboxEntry entry : entries) {
            OutboxRow row = rows().get(entry.id());
            if (row != null && row.isHeldBy(entry)) {
                change.accept(entry);
                changed++;
            }
        }
        return changed;
    }

    @Override
    public List<OutboxEntry> givenUp(int limit) {
        return rows().values().stream()
                .filter(row -> !row.isWaiting())
                .sorted(OutboxRow.EARLIEST_DUE_FIRST)
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
        OutboxEntry given = row.entry();
        OutboxEntry again =
                new OutboxEntry(id, given.effect(), given.lane(), dueAt, dueAt, 0, given.lease(), given.lastError());
        journal.put(tables.outbox, id, OutboxRow.waiting(again));
        return true;
    }

    @Override
    public Set<Lane> lanes() {
        return rows().values().stream()
                .filter(OutboxRow::isWaiting)
                .map(row -> row.entry().lane())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public long size() {
        return rows().values().stream().filter(OutboxRow::isWaiting).count();
    }

    private Map<UUID, OutboxRow> rows() {
        return journal.in(tables.outbox);
    }
}
