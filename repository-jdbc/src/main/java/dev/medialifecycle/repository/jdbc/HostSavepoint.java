package dev.medialifecycle.repository.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where our part of the host's transaction began, so that the part can be undone and the rest stays the host's. */
final class HostSavepoint {
    private static final Logger LOG = LoggerFactory.getLogger(HostSavepoint.class);

    private final Connection connection;
    private final Savepoint savepoint;

    private HostSavepoint(Connection connection, Savepoint savepoint) {
        this.connection = connection;
        this.savepoint = savepoint;
    }

    static HostSavepoint in(Connection connection) {
        try {
            if (connection.getAutoCommit()) {
                throw new IllegalStateException(
                        "The host's connection commits each statement: there is nothing to join");
            }
            return new HostSavepoint(connection, connection.setSavepoint());
        } catch (SQLException e) {
            throw SqlFailures.notBegun(e);
        }
    }

    /** What was done since is the host's to commit. */
    void release() {
        try {
            connection.releaseSavepoint(savepoint);
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    void rollBack() {
        try {
            connection.rollback(savepoint);
        } catch (SQLException e) {
            LOG.warn("A part of the host's transaction could not be undone; the host has to roll back the whole", e);
        }
    }
}
