package dev.medialifecycle.examples.quickstart;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.repository.jdbc.JdbcJobRepository;
import dev.medialifecycle.repository.jdbc.JdbcReferences;
import dev.medialifecycle.repository.jdbc.Schema;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.sweep.CycleReport;
import dev.medialifecycle.sweep.SweepLimits;
import dev.medialifecycle.sweep.SweepMode;
import dev.medialifecycle.sweep.SweepScope;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * One whole cycle over a million assets in an H2 file, the database in the same process: prints how long it took, the most heap it
 * used, the largest answer of any query, and every statement that read a table from end to end. Argument: how many assets
 * (1,000,000).
 */
public final class MillionAssets {
    private static final int CHUNK = 50_000;
    private static final int LARGEST_ANSWER = 1_000;
    private static final long MOST_HEAP = 128L << 20;
    private static final String FILL = """
            INSERT INTO ml_asset SELECT RANDOM_UUID(), 'ann', CASE WHEN MOD(x, 100) = 0 THEN 'output' ELSE 'kept' END, 'ACTIVE',
            STRINGTOUTF8('shelf:media/' || LPAD(x, 9, '0')), 'image/png', 1000, NULL, 10, 10, NULL, NULL, NULL, t.at, t.at, t.at, 1
            FROM SYSTEM_RANGE(?, ?), (SELECT DATEADD('DAY', -10, CURRENT_TIMESTAMP) AS at) t""";
    private static final String SAVE = """
            INSERT INTO picture SELECT id FROM ml_asset WHERE location = ANY(
            SELECT STRINGTOUTF8('shelf:media/' || LPAD(x, 9, '0')) FROM SYSTEM_RANGE(?, ?, 200))""";

    private MillionAssets() {}

    public static void main(String[] args) throws Exception {
        int assets = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        Path folder = Files.createTempDirectory("million-assets");
        boolean isGood;
        try (HikariDataSource dataSource = database(folder)) {
            Schema.migrate(dataSource);
            fill(dataSource, assets);
            isGood = cycle(dataSource, assets, folder);
        } finally {
            delete(folder);
        }
        System.out.println(isGood ? "PASS" : "FAIL");
        System.exit(isGood ? 0 : 1);
    }

    private static HikariDataSource database(Path folder) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:file:" + folder.resolve("database"));
        config.setUsername("sa");
        config.setPassword("");
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }

    /** One of a hundred is an output that is old enough to go; every second of those was saved. */
    private static void fill(HikariDataSource dataSource, int assets) throws SQLException {
        Instant begin = Instant.now();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE picture (asset_id UUID PRIMARY KEY)");
            for (int from = 1; from <= assets; from += CHUNK) {
                int to = Math.min(assets, from + CHUNK - 1);
                change(connection, FILL, from, to);
                change(connection, SAVE, (from + 199) / 200 * 200, to);
            }
            statement.execute("ANALYZE");
        }
        System.out.println("    " + assets + " assets were made in " + since(begin));
    }

    private static void change(Connection connection, String sql, int from, int to) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setInt(1, from);
            statement.setInt(2, to);
            statement.executeUpdate();
        }
    }

    private static boolean cycle(HikariDataSource dataSource, int assets, Path folder) {
        WatchedDataSource watched = new WatchedDataSource(dataSource);
        int orphans = assets / 100;
        Retention aging = Retention.unlessReferenced(Duration.ofDays(1));
        try (MediaLifecycle media = MediaLifecycle.builder()
                .storage(new Shelf(assets + orphans))
                .repository(JdbcJobRepository.of(watched.dataSource()))
                .retention(RetentionPolicy.keepForever().with(AssetRole.OUTPUT, aging))
                .references(JdbcReferences.on(watched.dataSource()).column("picture", "asset_id"))
                .spool(folder.resolve("spool"))
                .build()) {
            CyclePlan plan = new CyclePlan(
                    SweepMode.EXECUTE,
                    List.of(SweepScope.bucket("shelf", "media", Duration.ofHours(1))),
                    new SweepLimits(orphans, 0.1),
                    Duration.ofHours(1),
                    Duration.ofDays(30));
            System.gc();
            AtomicLong most = new AtomicLong();
            sampling(most);
            Instant begin = Instant.now();
            CycleReport report = media.sweep(plan);
            long peak = most.get();
            System.out.println(
                    "    one cycle took " + since(begin) + ": " + report.blobs().done() + " quarantined, "
                            + report.blobs().kept() + " kept, " + report.blobs().failed() + " failed");
            System.out.println("    most heap " + (peak >> 20) + " MB, of "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MB that there are; largest answer "
                    + watched.largestAnswer() + " rows");
            watched.wholeTables().forEach(sql -> System.out.println("    reads a whole table: " + sql));
            boolean isDone = report.isClean() && report.blobs().done() == orphans + assets / 200;
            return isDone
                    && peak < MOST_HEAP
                    && watched.largestAnswer() <= LARGEST_ANSWER
                    && watched.wholeTables().isEmpty();
        }
    }

    /** Every few milliseconds, garbage included; what no sample can miss is the limit of the process. */
    private static void sampling(AtomicLong most) {
        Thread sampler = new Thread(() -> {
            while (true) {
                most.accumulateAndGet(
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), Math::max);
                LockSupport.parkNanos(5_000_000);
            }
        });
        sampler.setDaemon(true);
        sampler.start();
    }

    private static String since(Instant begin) {
        return Duration.between(begin, Instant.now()).toMillis() / 1000.0 + " s";
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
