package dev.medialifecycle.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.Database;
import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.benchmarks.measure.Samples;
import dev.medialifecycle.benchmarks.measure.Table;
import dev.medialifecycle.benchmarks.outbox.Poison;
import dev.medialifecycle.benchmarks.outbox.PoisonRun;
import dev.medialifecycle.benchmarks.outbox.PoisonRun.Result;
import dev.medialifecycle.repository.jdbc.Schema;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** What entries that can never be done cost the others: how much later they are done, and how many a second. */
public final class OutboxPoison {
    private static final double OF_CLEAN = 0.80;
    private static final String CLEAN = "clean";

    private final DataSource database;
    private final int entries;
    private final Duration patience;

    private OutboxPoison(DataSource database, int entries, Duration patience) {
        this.database = database;
        this.entries = entries;
        this.patience = patience;
    }

    /** Takes {@code entries}, {@code poisoned}, {@code rounds}, {@code database}, {@code kinds} and {@code patience} (seconds). */
    public static void main(String[] args) throws Exception {
        Arguments arguments =
                new Arguments(args, "entries", "poisoned", "rounds", "database", "kinds", "patience", "threads");
        List<Poison> kinds = Arrays.stream(arguments
                        .word("kinds", "fails,denied,throws,unreadable")
                        .toUpperCase(Locale.ROOT)
                        .split(","))
                .map(Poison::valueOf)
                .toList();
        System.out.println(Machine.description());
        int threads = arguments.number("threads", 2);
        try (Database database = Database.open(arguments.word("database", "h2"));
                HikariDataSource pool = database.pool(2 * threads + 2)) {
            System.out.println(database.description());
            Schema.migrate(pool);
            OutboxPoison program = new OutboxPoison(
                    pool, arguments.number("entries", 100_000), Duration.ofSeconds(arguments.number("patience", 120)));
            program.warmUp(threads);
            program.one(kinds);
            program.many(kinds, arguments.number("poisoned", 1_000), arguments.number("rounds", 3), threads);
        }
        System.out.println("load at the end " + Machine.load());
    }

    private void warmUp(int threads) throws Exception {
        new PoisonRun(database, Poison.FAILS, Math.min(entries, 10_000), 100).run(threads, patience);
    }

    /** In one thread, because only there an order is known that a clean run keeps. */
    private void one(List<Poison> kinds) throws Exception {
        Table table = new Table("one poisoned entry", "others done", "overtaken by", "one batch", "verdict");
        for (Poison poison : kinds) {
            Result result = run(poison, 1, 1);
            table.row(
                    poison.title(),
                    result.isWhole() ? "all" : "NOT ALL",
                    Table.whole(result.delay()),
                    Table.whole(result.batch()),
                    Table.verdict(result.isWhole() && result.delay() <= result.batch()));
        }
        table.print();
    }

    private void many(List<Poison> kinds, int poisoned, int rounds, int threads) throws Exception {
        Samples samples = new Samples();
        for (int round = 0; round < rounds; round++) {
            samples.add(CLEAN, run(Poison.FAILS, 0, threads).rate());
            for (Poison poison : kinds) {
                Result result = run(poison, poisoned, threads);
                samples.add(poison.title(), result.isWhole() ? result.rate() : 0);
            }
        }
        Table table = new Table(Table.whole(poisoned) + " poisoned entries", "others a second", "x clean", "verdict");
        double clean = samples.median(CLEAN);
        table.row("none", Table.whole(clean), Table.fine(1), "");
        for (Poison poison : kinds) {
            double rate = samples.median(poison.title());
            table.row(
                    poison.title(),
                    Table.whole(rate),
                    Table.fine(rate / clean),
                    Table.verdict(rate / clean >= OF_CLEAN));
        }
        table.print();
    }

    private Result run(Poison poison, int poisoned, int threads) throws Exception {
        Result result = new PoisonRun(database, poison, entries, poisoned).run(threads, patience);
        System.out.printf(
                "%,d entries, %,d poisoned (%s): %,.0f a second, overtaken by %,d%s, load %s%n",
                entries,
                poisoned,
                poison.title(),
                result.rate(),
                result.delay(),
                result.isWhole() ? "" : ", NOT ALL DONE",
                Machine.load());
        return result;
    }
}
