package dev.medialifecycle.memory;

import dev.medialifecycle.repository.Assets;
import dev.medialifecycle.repository.Deliveries;
import dev.medialifecycle.repository.Jobs;
import dev.medialifecycle.repository.Marks;
import dev.medialifecycle.repository.Outbox;
import dev.medialifecycle.repository.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One transaction's views of the tables. */
final class MemoryTransaction implements Transaction {
    private final MemoryTables tables;
    private final List<Runnable> afterCommit = new ArrayList<>();

    MemoryTransaction(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Assets assets() {
        return new MemoryAssets(tables);
    }

    @Override
    public Jobs jobs() {
        return new MemoryJobs(tables);
    }

    @Override
    public Deliveries deliveries() {
        return new MemoryDeliveries(tables);
    }

    @Override
    public Outbox outbox() {
        return new MemoryOutbox(tables);
    }

    @Override
    public Marks marks() {
        return new Marks() {
            @Override
            public Optional<String> find(String name) {
                return Optional.ofNullable(tables.marks.get(name));
            }

            @Override
            public void put(String name, String value) {
                tables.set(tables.marks, name, value);
            }

            @Override
            public void remove(String name) {
                tables.set(tables.marks, name, null);
            }
        };
    }

    @Override
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    List<Runnable> afterCommit() {
        return afterCommit;
    }
}
