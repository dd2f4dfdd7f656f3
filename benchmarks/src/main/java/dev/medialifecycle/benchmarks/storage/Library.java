package dev.medialifecycle.benchmarks.storage;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.asset.Content;
import dev.medialifecycle.benchmarks.measure.Database;
import dev.medialifecycle.benchmarks.measure.Sql;
import dev.medialifecycle.memory.MemoryJobRepository;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.repository.jdbc.JdbcJobRepository;
import dev.medialifecycle.repository.jdbc.Schema;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What remembers assets: in memory or in a database; filled anew for each round. */
final class Library implements AutoCloseable {
    private static final int AT_ONCE = 1_000;
    private static final int CONNECTIONS = 40;

    private final String kind;
    private final @Nullable Database database;
    private final @Nullable HikariDataSource pool;
    private JobRepository repository = new MemoryJobRepository();

    /** {@code memory}, or a kind of database. */
    Library(String kind) throws Exception {
        this.kind = kind;
        this.database = kind.equals("memory") ? null : Database.open(kind);
        this.pool = database == null ? null : database.pool(CONNECTIONS);
        if (pool != null) {
            Schema.migrate(pool);
        }
    }

    String kind() {
        return kind;
    }

    JobRepository repository() {
        return repository;
    }

    /** Forgets everything, and has so many assets in use. */
    List<AssetId> fill(int count) throws SQLException {
        if (pool == null) {
            repository = new MemoryJobRepository();
        } else {
            Sql.run(pool, "TRUNCATE TABLE ml_outbox", "TRUNCATE TABLE ml_asset");
            repository = JdbcJobRepository.of(pool);
        }
        Instant now = Clock.systemUTC().instant().minus(Duration.ofHours(1));
        List<AssetId> ids = new ArrayList<>(count);
        for (int from = 0; from < count; from += AT_ONCE) {
            ids.addAll(insert(from, Math.min(count, from + AT_ONCE), now));
        }
        if (pool != null) {
            Sql.tidy(pool, "ml_outbox", "ml_asset");
        }
        return ids;
    }

    /** Effects that are still to be done. */
    long pending() {
        return repository.inNewTransaction(tx -> tx.outbox().size());
    }

    private List<AssetId> insert(int from, int to, Instant now) {
        return repository.inNewTransaction(tx -> {
            List<AssetId> ids = new ArrayList<>();
            for (int number = from; number < to; number++) {
                Asset asset = asset(number, now);
                tx.assets().insert(asset);
                ids.add(asset.id());
            }
            return ids;
        });
    }

    private static Asset asset(int number, Instant now) {
        return new Asset(
                new AssetId(UUID.randomUUID()),
                "u42",
                AssetRole.OUTPUT,
                AssetState.ACTIVE,
                ProviderEraser.location(number),
                new Content("image/png", 1, null, null),
                null,
                null,
                null,
                now,
                now,
                now,
                1);
    }

    @Override
    public void close() throws Exception {
        if (pool != null) {
            pool.close();
        }
        if (database != null) {
            database.close();
        }
    }
}
