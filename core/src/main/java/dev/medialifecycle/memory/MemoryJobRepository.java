package dev.medialifecycle.memory;

import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.repository.Transaction;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A repository in this process's memory: one transaction at a time, rolled back by undoing it. For tests and first steps. */
public final class MemoryJobRepository implements JobRepository {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryJobRepository.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final MemoryTables tables = new MemoryTables();

    /** An empty one. */
    public MemoryJobRepository() {
        // Everything starts empty.
    }

    /** The same as {@link #inNewTransaction}: memory knows no transaction of the host's. */
    @Override
    public <T> T inTransaction(Function<? super Transaction, ? extends T> work) {
        return inNewTransaction(work);
    }

    @Override
    public <T> T inNewTransaction(Function<? super Transaction, ? extends T> work) {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("Transactions do not nest");
        }
        MemoryTransaction transaction;
        T answer;
        lock.lock();
        try {
            transaction = new MemoryTransaction(tables);
            boolean isWhole = false;
            try {
                answer = work.apply(transaction);
                isWhole = true;
            } finally {
                if (!isWhole) {
                    tables.undo();
                }
                tables.forgetUndo();
            }
        } finally {
            lock.unlock();
        }
        runAll(transaction.afterCommit());
        return answer;
    }

    private static void runAll(List<Runnable> actions) {
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.error("An action after a commit failed; the commit stands", e);
            }
        }
    }
}
