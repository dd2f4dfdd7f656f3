package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.repository.Transaction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A node's connections to the database: those of the library's own, and the one that the host has a transaction on. */
final class NodeRepository implements JobRepository {
    private final SimulatedDatabase database;
    private final SimulatedNode node;
    private @Nullable SimulatedTransaction hosting;

    NodeRepository(SimulatedDatabase database, SimulatedNode node) {
        this.database = database;
        this.node = node;
    }

    @Override
    public <T> T inTransaction(Function<? super Transaction, ? extends T> work) {
        return hosting != null ? work.apply(hosting) : inNewTransaction(work);
    }

    @Override
    public <T> T inNewTransaction(Function<? super Transaction, ? extends T> work) {
        return run(new SimulatedTransaction(database, node), work);
    }

    /** The host's own transaction, which the library joins. */
    <T> T hosting(Function<SimulatedTransaction, ? extends T> work) {
        SimulatedTransaction transaction = new SimulatedTransaction(database, node);
        hosting = transaction;
        try {
            return run(transaction, work);
        } finally {
            hosting = null;
        }
    }

    private <T> T run(SimulatedTransaction transaction, Function<? super SimulatedTransaction, ? extends T> work) {
        T result;
        database.begin();
        try {
            result = work.apply(transaction);
            transaction.commit();
        } finally {
            database.end();
        }
        transaction.tell();
        return result;
    }
}
