package dev.medialifecycle.consumer;

import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.repository.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record HomemadeOutbox(HomemadeTables tables) implements Outbox {
    @Override
    public void add(List<OutboxEntry> entries) {
        entries.forEach(entry -> tables.outbox.put(entry.id(), entry));
    }

    @Override
    public List<OutboxEntry> lease(Instant now, Duration lease, int limit) {
        List<OutboxEntry> leased = new ArrayList<>();
        tables.outbox.values().stream()
                .filter(entry -> !entry.dueAt().isAfter(now)
                        && !tables.leases.getOrDefault(entry.id(), now).isAfter(now))
                .sorted(Comparator.comparing(OutboxEntry::dueAt))
                .limit(limit)
                .forEach(entry -> leased.add(new OutboxEntry(
                        entry.id(), entry.effect(), entry.dueAt(), entry.attempts() + 1, entry.lease() + 1, null)));
        leased.forEach(entry -> tables.outbox.put(entry.id(), entry));
        leased.forEach(entry -> tables.leases.put(entry.id(), now.plus(lease)));
        return leased;
    }

    @Override
    public boolean settle(OutboxEntry entry) {
        return isHeld(entry) && tables.outbox.remove(entry.id()) != null;
    }

    @Override
    public boolean postpone(OutboxEntry entry, Instant dueAt, String reason) {
        if (!isHeld(entry)) {
            return false;
        }
        tables.leases.remove(entry.id());
        tables.outbox.put(entry.id(), at(entry, dueAt, reason));
        return true;
    }

    @Override
    public boolean giveUp(OutboxEntry entry, String reason) {
        if (!settle(entry)) {
            return false;
        }
        tables.givenUp.put(entry.id(), at(entry, entry.dueAt(), reason));
        return true;
    }

    @Override
    public List<OutboxEntry> givenUp(int limit) {
        return tables.givenUp.values().stream().limit(limit).toList();
    }

    @Override
    public boolean retry(UUID id, Instant dueAt) {
        OutboxEntry entry = tables.givenUp.remove(id);
        if (entry != null) {
            tables.outbox.put(id, at(entry, dueAt, entry.lastError()));
        }
        return entry != null;
    }

    @Override
    public long size() {
        return tables.outbox.size();
    }

    private boolean isHeld(OutboxEntry entry) {
        OutboxEntry now = tables.outbox.get(entry.id());
        return now != null && now.lease() == entry.lease() && tables.leases.containsKey(entry.id());
    }

    private static OutboxEntry at(OutboxEntry entry, Instant dueAt, @Nullable String reason) {
        return new OutboxEntry(entry.id(), entry.effect(), dueAt, entry.attempts(), entry.lease(), reason);
    }
}
