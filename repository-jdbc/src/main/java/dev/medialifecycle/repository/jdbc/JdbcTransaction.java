package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.repository.Assets;
import dev.medialifecycle.repository.Deliveries;
import dev.medialifecycle.repository.Jobs;
import dev.medialifecycle.repository.Marks;
import dev.medialifecycle.repository.Outbox;
import dev.medialifecycle.repository.Transaction;

final class JdbcTransaction implements Transaction {
    private final Session session;
    private final AfterCommit afterCommit;

    JdbcTransaction(Session session, AfterCommit afterCommit) {
        this.session = session;
        this.afterCommit = afterCommit;
    }

    @Override
    public Assets assets() {
        return new JdbcAssets(session);
    }

    @Override
    public Jobs jobs() {
        return new JdbcJobs(session);
    }

    @Override
    public Deliveries deliveries() {
        return new JdbcDeliveries(session);
    }

    @Override
    public Outbox outbox() {
        return new JdbcOutbox(session);
    }

    @Override
    public Marks marks() {
        return new JdbcMarks(session);
    }

    @Override
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }
}
