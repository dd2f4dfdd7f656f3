package dev.medialifecycle.repository.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection of the pool's, given back as it came. */
final class BorrowedConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BorrowedConnection.class);

    private final Connection connection;
    private final boolean wasAutoCommit;
    private final int isolationBefore;
    private boolean isBroken;

    private BorrowedConnection(Connection connection, int isolationBefore) throws SQLException {
        this.connection = connection;
        this.wasAutoCommit = connection.getAutoCommit();
        this.isolationBefore = isolationBefore;
    }

    /** One that is ready for a transaction, read committed. */
    static BorrowedConnection from(DataSource dataSource) {
        return from(dataSource, null);
    }

    /** The same where it is known how isolated the source's transactions are: to ask costs a round trip. */
    static BorrowedConnection from(DataSource dataSource, @Nullable Integer isolation) {
        try {
            Connection connection = dataSource.getConnection();
            try {
                BorrowedConnection borrowed = new BorrowedConnection(
                        connection, isolation == null ? connection.getTransactionIsolation() : isolation);
                if (borrowed.isolationBefore != Connection.TRANSACTION_READ_COMMITTED) {
                    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                }
                connection.setAutoCommit(false);
                return borrowed;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw SqlFailures.notBegun(e);
        }
    }

    /** How isolated the source's own transactions are. */
    int isolationBefore() {
        return isolationBefore;
    }

    Connection connection() {
        return connection;
    }

    void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw SqlFailures.ofCommit(e);
        }
    }

    void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.warn("A rollback failed; the connection is thrown away, which rolls back too", e);
            isBroken = true;
        }
    }

    /** Never throws: the transaction's outcome is known by now, and the pool's trouble does not change it. */
    @Override
    public void close() {
        try (connection) {
            if (isBroken) {
                // Going back to auto-commit would commit what could not be rolled back.
                connection.abort(Runnable::run);
                return;
            }
            connection.setAutoCommit(wasAutoCommit);
            if (isolationBefore != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(isolationBefore);
            }
        } catch (SQLException e) {
            LOG.warn("A connection could not be given back as it came", e);
        }
    }
}
