package dev.medialifecycle.benchmarks.outbox;

import dev.medialifecycle.benchmarks.measure.Sql;
import dev.medialifecycle.repository.jdbc.HostTransactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A host's business transaction, as small as it can be: one row of its own goes. Used by one thread. */
public final class HostWork implements HostTransactions {
    private final DataSource database;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private @Nullable Connection current;
    private long next;

    /** Work on the host's rows in this database. */
    public HostWork(DataSource database) {
        this.database = database;
    }

    /** Makes the host's table with so many rows to delete. */
    public static void fill(DataSource database, long rows) throws SQLException {
        Sql.run(
                database,
                "DROP TABLE IF EXISTS host_row",
                "CREATE TABLE host_row (id BIGINT PRIMARY KEY, content VARCHAR(100) NOT NULL)");
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO host_row VALUES (?, ?)")) {
            connection.setAutoCommit(false);
            for (long id = 0; id < rows; id++) {
                insert.setLong(1, id);
                insert.setString(2, "a record with pictures");
                insert.addBatch();
                if (id % 1_000 == 999) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    /** Something more to do in the same transaction. */
    public interface Extra {
        /** Does it. */
        void run(Connection connection) throws SQLException;
    }

    /** Deletes the next row and does the extra work, all in one transaction. */
    public void delete(Extra extra) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            current = connection;
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM host_row WHERE id = ?")) {
                delete.setLong(1, next++);
                if (delete.executeUpdate() != 1) {
                    throw new IllegalStateException("No host row " + (next - 1));
                }
            }
            extra.run(connection);
            connection.commit();
            current = null;
            connection.setAutoCommit(true);
        }
        List<Runnable> actions = List.copyOf(afterCommit);
        afterCommit.clear();
        actions.forEach(Runnable::run);
    }

    @Override
    public Optional<Connection> current() {
        return Optional.ofNullable(current);
    }

    @Override
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }
}
