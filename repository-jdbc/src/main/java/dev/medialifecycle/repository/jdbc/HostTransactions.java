package dev.medialifecycle.repository.jdbc;

import java.sql.Connection;
import java.util.Optional;

/**
 * The host's transactions, as far as a repository must know them to join: one method to find the present one, one to hear of its
 * commit. With Spring, {@code current} asks {@code TransactionSynchronizationManager} for the connection bound to the data
 * source and {@code afterCommit} registers a {@code TransactionSynchronization} that acts in {@code afterCompletion} and only if
 * the status is committed: in Spring's own {@code afterCommit} the finished transaction is still bound. With plain JDBC both look at wherever the host
 * keeps its connection. Called in the thread of the work.
 */
public interface HostTransactions {
    /**
     * The connection of the transaction that this thread is in, if any; it stays the host's, and is neither committed, nor rolled
     * back as a whole, nor closed.
     */
    Optional<Connection> current();

    /**
     * Runs the action once the transaction that {@link #current} just answered is durable, never after a rollback; the action
     * throws nothing and may begin transactions.
     */
    void afterCommit(Runnable action);
}
