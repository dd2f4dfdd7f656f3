package dev.medialifecycle.memory;

import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.repository.Transaction;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps all state in memory, for tests and first steps: one transaction at a time, gone when the process ends. It has no host
 * transaction to join, so both kinds of transaction are new ones.
 */
public final class MemoryJobRepository implements JobRepository {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryJobRepository.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Tables tables;

    /** Holds nothing yet. */
    public MemoryJobRepository() {
        this(new Tables());
    }

    private MemoryJobRepository(Tables tables) {
        this.tables = tables;
    }

    /** Another repository with what this one holds now, as after restoring a backup; neither sees later changes of the other. */
    public MemoryJobRepository copy() {
        lock.lock();
        try {
            return new MemoryJobRepository(tables.copy());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public <T> T inTransaction(Function<? super Transaction, ? extends T> work) {
        return inNewTransaction(work);
    }

    @Override
    public <T> T inNewTransaction(Function<? super Transaction, ? extends T> work) {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException(
                    "A transaction was begun inside another one; hand the outer one on instead");
        }
        Journal journal = new Journal();
        T result;
        List<Runnable> afterCommit;
        lock.lock();
        try {
            result = work.apply(new MemoryTransaction(tables, journal));
            afterCommit = journal.commit();
        } finally {
            journal.close();
            lock.unlock();
        }
        afterCommit.forEach(MemoryJobRepository::run);
        return result;
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("An action after a commit failed; the commit stands", e);
        }
    }
}
