package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * The tables, all named {@code ml_…}. A host with a migration tool of its own gives it the files in the folder of its database
 * beside this class, such as {@code h2/V001__tables.sql}, in their order; they record their version themselves.
 */
public final class Schema {
    private final Dialect dialect;
    private final List<String> scripts;

    /** The versions that this library knows, oldest first. */
    Schema(Dialect dialect, List<String> scripts) {
        this.dialect = dialect;
        this.scripts = scripts;
    }

    /**
     * Creates the tables, or brings them to this library's version, and keeps what is in them; idempotent, and safe when several
     * nodes start at once. Needs two connections while there is something to do. Throws {@code ML-RP-003} if a newer library was
     * here before.
     */
    public static void migrate(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            Dialect dialect = Dialect.of(connection);
            new Schema(dialect, dialect.scripts()).migrate(connection, dataSource);
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    /** The database's dialect; throws {@code ML-RP-003} unless its schema is this library's. */
    static Dialect checked(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            Dialect dialect = Dialect.of(connection);
            Schema schema = new Schema(dialect, dialect.scripts());
            if (schema.isOutdated(connection)) {
                throw mismatch(
                        "The tables are missing or older than this library. Next: call Schema.migrate(dataSource)");
            }
            return dialect;
        } catch (SQLException e) {
            throw SqlFailures.notBegun(e);
        }
    }

    /** The lock's connection asks and waits; the changes are made on another one, since each of them commits in some databases. */
    void migrate(Connection lock, DataSource dataSource) throws SQLException {
        if (!isOutdated(lock)) {
            return;
        }
        boolean wasAutoCommit = lock.getAutoCommit();
        lock.setAutoCommit(false);
        try (BorrowedConnection changes = BorrowedConnection.from(dataSource)) {
            dialect.lockSchema(lock);
            // Somebody else may have done it while we waited.
            for (int version = versionOf(changes.connection()) + 1; version <= scripts.size(); version++) {
                apply(SchemaScript.read(scripts.get(version - 1)), changes);
            }
        } finally {
            lock.rollback();
            lock.setAutoCommit(wasAutoCommit);
        }
    }

    private static void apply(SchemaScript script, BorrowedConnection changes) throws SQLException {
        try (Statement statement = changes.connection().createStatement()) {
            for (String one : script.statements()) {
                statement.execute(one);
            }
        }
        changes.commit();
    }

    private boolean isOutdated(Connection connection) throws SQLException {
        int version = versionOf(connection);
        if (version > scripts.size()) {
            throw mismatch("The tables are of version " + version + ", newer than this library, which knows "
                    + scripts.size() + ". Next: update the library");
        }
        return version < scripts.size();
    }

    /** 0 if there are no tables. */
    private static int versionOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT MAX(version) FROM ml_schema")) {
            return result.next() ? result.getInt(1) : 0;
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("42")) {
                if (!connection.getAutoCommit()) {
                    // A failed statement spoils the rest of a transaction in PostgreSQL; nothing was done in this one.
                    connection.rollback();
                }
                return 0;
            }
            throw e;
        }
    }

    private static MediaLifecycleException mismatch(String text) {
        return new MediaLifecycleException(ErrorCode.SCHEMA_MISMATCH, ErrorKind.REJECTED, text);
    }
}
