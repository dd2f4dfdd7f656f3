package dev.medialifecycle.memory;

import dev.medialifecycle.repository.Assets;
import dev.medialifecycle.repository.Deliveries;
import dev.medialifecycle.repository.Jobs;
import dev.medialifecycle.repository.Marks;
import dev.medialifecycle.repository.Outbox;
import dev.medialifecycle.repository.Transaction;

final class MemoryTransaction implements Transaction {
    private final Journal journal;
    private final MemoryAssets assets;
    private final MemoryJobs jobs;
    private final MemoryDeliveries deliveries;
    private final MemoryOutbox outbox;
    private final MemoryMarks marks;

    MemoryTransaction(Tables tables, Journal journal) {
        this.journal = journal;
        this.assets = new MemoryAssets(tables, journal);
        this.jobs = new MemoryJobs(tables, journal);
        this.deliveries = new MemoryDeliveries(tables, journal);
        this.outbox = new MemoryOutbox(tables, journal);
        this.marks = new MemoryMarks(tables, journal);
    }

    @Override
    public Assets assets() {
        return assets;
    }

    @Override
    public Jobs jobs() {
        return jobs;
    }

    @Override
    public Deliveries deliveries() {
        return deliveries;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public Marks marks() {
        return marks;
    }

    @Override
    public void afterCommit(Runnable action) {
        journal.afterCommit(action);
    }
}
