package dev.medialifecycle.consumer;

import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.repository.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

record HomemadeOutbox(HomemadeTables tables) implements Outbox {
    @Override
    public void add(List<OutboxEntry> entries) {
        entries.forEach(entry -> tables.outbox.put(entry.id(), entry));
    }

    @Override
    public List<OutboxEntry> lease(Lane lane, Instant now, Duration lease, int limit) {
        List<OutboxEntry> leased = tables.outbox.values().stream()
                .filter(entry -> entry.lane().equals(lane)
                        && !entry.dueAt().isAfter(now)
                        && !tables.leases.getOrDefault(entry.id(), now).isAfter(now))
                .sorted(Comparator.comparing(OutboxEntry::turn))
                .limit(limit)
                .map(OutboxEntry::leased)
                .toList();
        leased.forEach(entry -> tables.outbox.put(entry.id(), entry));
        leased.forEach(entry -> tables.leases.put(entry.id(), now.plus(lease)));
        return leased;
    }

    @Override
    public int settle(Collection<OutboxEntry> leased) {
        List<OutboxEntry> held = leased.stream().filter(this::isHeld).toList();
        held.forEach(entry -> tables.outbox.remove(entry.id()));
        return held.size();
    }

    @Override
    public int postpone(Collection<OutboxEntry> changed) {
        List<OutboxEntry> held = changed.stream().filter(this::isHeld).toList();
        held.forEach(entry -> tables.leases.remove(entry.id()));
        held.forEach(entry -> tables.outbox.put(entry.id(), entry));
        return held.size();
    }

    @Override
    public int giveUp(Collection<OutboxEntry> changed) {
        List<OutboxEntry> held = changed.stream().filter(this::isHeld).toList();
        held.forEach(entry -> tables.givenUp.put(entry.id(), entry));
        return settle(held);
    }

    @Override
    public List<OutboxEntry> givenUp(int limit) {
        return tables.givenUp.values().stream().limit(limit).toList();
    }

    @Override
    public boolean retry(UUID id, Instant dueAt) {
        OutboxEntry entry = tables.givenUp.remove(id);
        if (entry != null) {
            tables.outbox.put(id, OutboxEntry.due(id, entry.effect(), dueAt).in(entry.lane()));
        }
        return entry != null;
    }

    @Override
    public Set<Lane> lanes() {
        return tables.outbox.values().stream().map(OutboxEntry::lane).collect(Collectors.toSet());
    }

    @Override
    public long size() {
        return tables.outbox.size();
    }

    private boolean isHeld(OutboxEntry entry) {
        OutboxEntry now = tables.outbox.get(entry.id());
        return now != null && now.lease() == entry.lease() && tables.leases.containsKey(entry.id());
    }
}
