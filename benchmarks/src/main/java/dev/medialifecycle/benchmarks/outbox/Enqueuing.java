package dev.medialifecycle.benchmarks.outbox;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.benchmarks.measure.Sql;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.repository.jdbc.JdbcJobRepository;
import dev.medialifecycle.repository.jdbc.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The ways to record what a business transaction leaves to be done. */
public final class Enqueuing {
    private static final String RAW = """
            INSERT INTO raw_effect (id, effect, state, due_at, attempts, lease)
            SELECT e.id, e.effect, 'DUE', e.due_at, 0, 0
            FROM UNNEST(CAST(? AS UUID ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS TIMESTAMP(6) WITH TIME ZONE ARRAY))
              AS e (id, effect, due_at)""";

    private final HostWork host;
    private final JdbcJobRepository repository;
    private final MediaLifecycle media;
    private final List<Asset> assets;
    private int next;

    /** What goes into the same transaction as the host's own row. */
    public enum Way {
        /** Nothing: what the host's transaction costs by itself. */
        BARE("bare transaction"),
        /** One statement of hand-written SQL. */
        RAW("raw SQL, one INSERT"),
        /** The library's repository. */
        RECORDED("ours, recorded"),
        /** The facade, by URL, all of one owner. */
        RELEASED_URLS("ours, releaseUrls"),
        /** The facade, by id, all together. */
        RELEASED_TOGETHER("ours, release all"),
        /** The facade, by id, one by one. */
        RELEASED("ours, release each");

        private final String title;

        Way(String title) {
            this.title = title;
        }

        /** In words. */
        public String title() {
            return title;
        }
    }

    /** Makes all tables, with so many assets to release. */
    public Enqueuing(DataSource database, int assets) throws SQLException {
        Schema.migrate(database);
        Sql.run(
                database,
                """
                CREATE TABLE IF NOT EXISTS raw_effect (id UUID PRIMARY KEY, effect VARCHAR NOT NULL,
                  state VARCHAR(20) NOT NULL, due_at TIMESTAMP(6) WITH TIME ZONE NOT NULL, attempts INTEGER NOT NULL,
                  lease BIGINT NOT NULL, lease_until TIMESTAMP(6) WITH TIME ZONE, last_error VARCHAR)""",
                "CREATE INDEX IF NOT EXISTS raw_effect_due ON raw_effect (state, due_at, id)",
                "TRUNCATE TABLE raw_effect",
                "TRUNCATE TABLE ml_outbox",
                "TRUNCATE TABLE ml_asset");
        this.host = new HostWork(database);
        this.repository = JdbcJobRepository.joining(database, host);
        this.media = MediaLifecycle.builder()
                .storage(new ForgettingStorage())
                .repository(repository)
                .noReferences()
                .build();
        this.assets = new Pending(repository, Clock.systemUTC().instant()).assets(assets);
        Sql.tidy(database, "ml_asset");
    }

    /** One business transaction that leaves so many things to be done. */
    public void transaction(Way way, int effects) throws SQLException {
        host.delete(
                switch (way) {
                    case BARE -> connection -> {};
                    case RAW -> connection -> raw(connection, effects);
                    case RECORDED -> connection -> recorded(effects);
                    case RELEASED_URLS -> connection -> released(some(effects));
                    case RELEASED_TOGETHER ->
                        connection -> media.release(
                                some(effects).stream().map(Asset::id).toList());
                    case RELEASED -> connection -> some(effects).forEach(asset -> media.release(asset.id()));
                });
    }

    private static void raw(Connection connection, int effects) throws SQLException {
        OffsetDateTime now = Clock.systemUTC().instant().atOffset(ZoneOffset.UTC);
        try (PreparedStatement insert = connection.prepareStatement(RAW)) {
            insert.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid",
                            Stream.generate(UUID::randomUUID).limit(effects).toArray()));
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "varchar",
                            Stream.generate(() -> "tell-job-ended " + UUID.randomUUID())
                                    .limit(effects)
                                    .toArray()));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "varchar",
                            Stream.generate(now::toString).limit(effects).toArray()));
            insert.executeUpdate();
        }
    }

    private void recorded(int effects) {
        Instant now = Clock.systemUTC().instant();
        List<OutboxEntry> entries = IntStream.range(0, effects)
                .mapToObj(n ->
                        OutboxEntry.due(UUID.randomUUID(), new Effect.TellJobEnded(new JobId(UUID.randomUUID())), now))
                .toList();
        repository.inTransaction(tx -> {
            tx.outbox().add(entries);
            return entries;
        });
    }

    private void released(List<Asset> leaving) {
        media.releaseUrls(
                Pending.OWNER,
                leaving.stream()
                        .map(asset -> ForgettingStorage.url(asset.location().key()))
                        .toList());
    }

    private List<Asset> some(int count) {
        if (next + count > assets.size()) {
            next = 0;
        }
        next += count;
        return assets.subList(next - count, next);
    }
}
