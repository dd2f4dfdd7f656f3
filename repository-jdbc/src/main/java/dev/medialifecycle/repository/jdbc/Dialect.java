package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** What differs between databases; all other SQL is the same for each. */
enum Dialect {
    /** H2 2.x, in a file, in memory, or as a server. */
    H2(
            "H2",
            "h2",
            // H2 locks every row that it sorts, and an ORDER BY here would lock all that is due. The index yields them
            // in order.
            """
            SELECT id, effect, lane, due_at, turn, attempts, lease, last_error FROM ml_outbox USE INDEX (ml_outbox_turn)
            WHERE state = 'DUE' AND lane = ? AND turn <= ? AND due_at <= ? AND (lease_until IS NULL OR lease_until <= ?)
            FETCH FIRST ? ROWS ONLY FOR UPDATE SKIP LOCKED""",
            "MERGE INTO ml_mark (name, content) KEY (name) VALUES (?, ?)",
            """
            MERGE INTO ml_mark USING (VALUES (CAST(? AS VARBINARY(800)), CAST(? AS VARCHAR(1000)))) AS added (name, content)
            ON ml_mark.name = added.name
            WHEN NOT MATCHED THEN INSERT (name, content) VALUES (added.name, added.content)""",
            "") {
        @Override
        void lockSchema(Connection connection) throws SQLException {
            SchemaLock.take(connection);
        }
    },

    /** PostgreSQL 12 and later. */
    POSTGRESQL(
            "PostgreSQL",
            "postgresql",
            // Materialized, because the planner may otherwise run the inner part more than once and lock more than the
            // limit.
            """
            WITH free AS MATERIALIZED (
              SELECT id FROM ml_outbox
              WHERE state = 'DUE' AND lane = ? AND turn <= ? AND due_at <= ? AND (lease_until IS NULL OR lease_until <= ?)
              ORDER BY turn FETCH FIRST ? ROWS ONLY FOR UPDATE SKIP LOCKED)
            UPDATE ml_outbox o SET attempts = o.attempts + 1, lease = o.lease + 1, lease_until = ?
            FROM free WHERE o.id = free.id
            RETURNING o.id, o.effect, o.lane, o.due_at, o.turn, o.attempts, o.lease, o.last_error""",
            "INSERT INTO ml_mark (name, content) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET content = EXCLUDED.content",
            "INSERT INTO ml_mark (name, content) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
            " ON CONFLICT (vendor_delivery_id, vendor) DO NOTHING") {
        @Override
        void lockSchema(Connection connection) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
                statement.setLong(1, SCHEMA_LOCK);
                statement.executeQuery().close();
            }
        }
    };

    /** The bytes of "ml_lock", so that it is nobody else's number by chance. */
    private static final long SCHEMA_LOCK = 0x6d6c5f6c6f636bL;

    private static final List<String> VERSIONS = List.of("V001__tables.sql", "V002__lanes.sql", "V003__inbox.sql");

    private final String product;
    private final String folder;
    private final String lease;
    private final String putMark;
    private final String addMark;
    private final String unlessDelivered;

    Dialect(String product, String folder, String lease, String putMark, String addMark, String unlessDelivered) {
        this.product = product;
        this.folder = folder;
        this.lease = lease;
        this.putMark = putMark;
        this.addMark = addMark;
        this.unlessDelivered = unlessDelivered;
    }

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return Stream.of(values())
                .filter(dialect -> dialect.product.equals(product))
                .findFirst()
                .orElseThrow(() -> new MediaLifecycleException(
                        ErrorCode.MISSING_PART,
                        ErrorKind.UNSUPPORTED,
                        "No SQL for the database " + product + ". Next: use PostgreSQL or H2"));
    }

    /** The schema's versions in order, as resources beside this class. */
    List<String> scripts() {
        return VERSIONS.stream().map(version -> folder + "/" + version).toList();
    }

    /** Keeps other nodes from changing the schema until the connection's transaction ends; waits for one that is at it. */
    abstract void lockSchema(Connection connection) throws SQLException;

    /**
     * Locks the first entries of a lane whose turn and time have come and whose lease is over, passing over locked ones; on
     * PostgreSQL it leases them too.
     */
    String lease() {
        return lease;
    }

    /** Whether {@link #lease} is all there is to do. */
    boolean leasesAtOnce() {
        return this == POSTGRESQL;
    }

    /** Whether an update can take its rows from arrays. */
    boolean updatesFromArrays() {
        return this == POSTGRESQL;
    }

    /** Sets or replaces a mark, also when somebody else puts the same one. */
    String putMark() {
        return putMark;
    }

    /** Sets a mark unless there is one; if somebody else sets it meanwhile, does nothing or is in his way. */
    String addMark() {
        return addMark;
    }

    /** What makes an insert of a delivery pass over one that is there, where a failed statement would spoil the transaction. */
    String unlessDelivered() {
        return unlessDelivered;
    }
}
