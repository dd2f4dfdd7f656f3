package dev.medialifecycle.benchmarks.outbox;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.LiveHeap;
import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.benchmarks.measure.Pools;
import dev.medialifecycle.benchmarks.measure.Sql;
import dev.medialifecycle.repository.jdbc.JdbcJobRepository;
import dev.medialifecycle.repository.jdbc.Schema;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/** Records many deletes and does them, in whatever heap it was started with; prints PASS and the most that was alive in it. */
public final class PendingDeletes {
    private static final int ENTRIES_A_PASS = 10_000;
    private static final int ENTRIES_A_LINE = 100_000;

    private PendingDeletes() {}

    /** Takes {@code url}, {@code entries} and {@code threads}. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = new Arguments(args, "url", "entries", "threads");
        int entries = arguments.number("entries", ENTRIES_A_LINE);
        int threads = arguments.number("threads", 2);
        LiveHeap live = LiveHeap.watched();
        try (HikariDataSource database = Pools.to(arguments.word("url", "jdbc:h2:mem:media"), 2 * threads + 1)) {
            Schema.migrate(database);
            JdbcJobRepository repository = JdbcJobRepository.of(database);
            long begin = System.nanoTime();
            record(repository, entries);
            long recorded = System.nanoTime();
            ForgettingStorage storage = new ForgettingStorage();
            delete(repository, storage, threads);
            long done = System.nanoTime();
            boolean isWhole = isWhole(database, storage, entries);
            System.out.printf(
                    "%s  %,d deletes, %d MB heap allowed, %d MB most alive after a collection, recorded in %.0f s, done in %.0f s"
                            + " (%,.0f a second), %,d requests, load %s%n",
                    isWhole ? "PASS" : "FAIL",
                    entries,
                    Runtime.getRuntime().maxMemory() >> 20,
                    live.most() >> 20,
                    (recorded - begin) / 1e9,
                    (done - recorded) / 1e9,
                    entries / ((done - recorded) / 1e9),
                    storage.requests(),
                    Machine.load());
            System.exit(isWhole ? 0 : 1);
        }
    }

    private static void record(JdbcJobRepository repository, int entries) {
        Pending pending = new Pending(repository, Clock.systemUTC().instant().minus(Duration.ofHours(1)));
        for (int from = 0; from < entries; from += ENTRIES_A_LINE) {
            int to = Math.min(entries, from + ENTRIES_A_LINE);
            pending.deletes(from, to);
            System.out.printf("recorded %,d of %,d%n", to, entries);
        }
    }

    private static void delete(JdbcJobRepository repository, ForgettingStorage storage, int threads) throws Exception {
        try (MediaLifecycle media = MediaLifecycle.builder()
                .storage(storage)
                .repository(repository)
                .noReferences()
                .build()) {
            Workers.run(threads, () -> {
                while (media.runDue(ENTRIES_A_PASS).total() > 0) {
                    System.out.printf("deleted %,d%n", storage.blobs());
                }
                return null;
            });
        }
    }

    private static boolean isWhole(DataSource database, ForgettingStorage storage, int entries) throws Exception {
        return storage.blobs() == entries
                && Sql.number(database, "SELECT count(*) FROM ml_outbox") == 0
                && Sql.number(database, "SELECT count(*) FROM ml_asset WHERE state = 'DELETED'") == entries;
    }
}
