package dev.medialifecycle.benchmarks.outbox;

import dev.medialifecycle.benchmarks.measure.Sql;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The limit: a batch is claimed by one statement and completed by another, fenced by its lease, with nothing in between. */
public final class RawBatch implements Contender {
    private static final int BATCH = 1_000;
    private static final String CLAIM = """
            WITH due AS MATERIALIZED (
              SELECT id FROM raw_outbox
              WHERE due_at <= now() AND (lease_until IS NULL OR lease_until <= now())
              ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED)
            UPDATE raw_outbox o SET lease = o.lease + 1, attempts = o.attempts + 1,
              lease_until = now() + INTERVAL '5 minutes'
            FROM due WHERE o.id = due.id RETURNING o.id, o.lease, o.effect""";
    private static final String COMPLETE = """
            DELETE FROM raw_outbox o USING unnest(?::uuid[], ?::bigint[]) AS done (id, lease)
            WHERE o.id = done.id AND o.lease = done.lease""";

    private final DataSource database;
    private final int threads;

    /** Makes its table in the database. */
    public RawBatch(DataSource database, int threads) throws SQLException {
        this.database = database;
        this.threads = threads;
        Sql.run(database, """
                CREATE TABLE raw_outbox (id uuid PRIMARY KEY, effect text NOT NULL, due_at timestamptz NOT NULL,
                  attempts integer NOT NULL, lease bigint NOT NULL, lease_until timestamptz)""", "CREATE INDEX raw_outbox_due ON raw_outbox (due_at)");
    }

    @Override
    public String name() {
        return "raw batch floor, " + threads + (threads == 1 ? " thread" : " threads");
    }

    @Override
    public void load(int entries) throws SQLException {
        Sql.run(database, "TRUNCATE raw_outbox", """
                INSERT INTO raw_outbox SELECT gen_random_uuid(), 'tell-job-ended ' || gen_random_uuid(),
                  now() - INTERVAL '1 hour' + n * INTERVAL '1 microsecond', 0, 0
                FROM generate_series(1, %d) AS n""".formatted(entries), "VACUUM ANALYZE raw_outbox");
    }

    @Override
    public void drain() throws Exception {
        Workers.run(threads, () -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement claim = connection.prepareStatement(CLAIM);
                    PreparedStatement complete = connection.prepareStatement(COMPLETE)) {
                claim.setInt(1, BATCH);
                while (isAnyDone(connection, claim, complete)) {
                    // The next batch.
                }
            }
            return null;
        });
    }

    private static boolean isAnyDone(Connection connection, PreparedStatement claim, PreparedStatement complete)
            throws SQLException {
        List<UUID> ids = new ArrayList<>();
        List<Long> leases = new ArrayList<>();
        try (ResultSet claimed = claim.executeQuery()) {
            while (claimed.next()) {
                ids.add(claimed.getObject(1, UUID.class));
                leases.add(claimed.getLong(2));
            }
        }
        if (ids.isEmpty()) {
            return false;
        }
        Array doneIds = connection.createArrayOf("uuid", ids.toArray());
        Array doneLeases = connection.createArrayOf("bigint", leases.toArray());
        complete.setArray(1, doneIds);
        complete.setArray(2, doneLeases);
        return complete.executeUpdate() == ids.size();
    }

    @Override
    public long left() throws SQLException {
        return Sql.number(database, "SELECT count(*) FROM raw_outbox");
    }
}
