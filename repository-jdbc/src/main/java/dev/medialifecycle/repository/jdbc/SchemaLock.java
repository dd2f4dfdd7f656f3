package dev.medialifecycle.repository.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** One node at a time changes the schema: whoever holds the rows of a table of its own, on a connection of its own. */
final class SchemaLock {
    private static final String LOCK_TIMEOUT = "HYT00";
    /** Each waits as long as the database lets it, two seconds with H2: half an hour is enough for any migration. */
    private static final int PATIENCE = 900;

    private SchemaLock() {}

    /** Holds it until the connection commits or rolls back. */
    static void take(Connection connection) throws SQLException {
        createTable(connection);
        try (Statement statement = connection.createStatement()) {
            // Two nodes may each insert a row; each then locks all that it sees, and one of them sees both.
            statement.executeUpdate(
                    "INSERT INTO ml_schema_lock SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM ml_schema_lock)");
            connection.commit();
            for (int tried = 1; ; tried++) {
                try {
                    statement
                            .executeQuery("SELECT id FROM ml_schema_lock FOR UPDATE")
                            .close();
                    return;
                } catch (SQLException e) {
                    if (!LOCK_TIMEOUT.equals(e.getSQLState()) || tried == PATIENCE) {
                        throw e;
                    }
                }
            }
        }
    }

    private static void createTable(Connection connection) throws SQLException {
        String create = "CREATE TABLE IF NOT EXISTS ml_schema_lock (id INTEGER NOT NULL)";
        try (Statement statement = connection.createStatement()) {
            try {
                statement.executeUpdate(create);
            } catch (SQLException e) {
                // H2 looks first and creates then: of two at once, one fails, and finds the other's table now.
                statement.executeUpdate(create);
            }
        }
    }
}
