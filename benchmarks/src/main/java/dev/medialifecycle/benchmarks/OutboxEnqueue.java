package dev.medialifecycle.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.CountedStatements;
import dev.medialifecycle.benchmarks.measure.CountedStatements.Cost;
import dev.medialifecycle.benchmarks.measure.Database;
import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.benchmarks.measure.Samples;
import dev.medialifecycle.benchmarks.measure.Table;
import dev.medialifecycle.benchmarks.outbox.Enqueuing;
import dev.medialifecycle.benchmarks.outbox.Enqueuing.Way;
import dev.medialifecycle.benchmarks.outbox.HostWork;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What it adds to a host's transaction to record effects in it: statements, and time beside the same raw SQL. */
public final class OutboxEnqueue {
    private static final double OF_RAW = 1.15;
    private static final int IN_A_ROW = 50;

    private OutboxEnqueue() {}

    /** Takes {@code effects} (how many in one transaction), {@code transactions} (of each kind), {@code database} and {@code show}. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = new Arguments(args, "effects", "transactions", "database", "show");
        int transactions = arguments.number("transactions", 1_000);
        List<Integer> sizes = arguments.numbers("effects", 1, 5, 50);
        System.out.println(Machine.description());
        try (Database database = Database.open(arguments.word("database", "postgres"));
                HikariDataSource pool = database.pool(4)) {
            System.out.println(database.description());
            Table times = new Table("microseconds a transaction", "effects", "median", "x bare", "x raw", "verdict");
            for (int effects : sizes) {
                HostWork.fill(pool, (transactions + 2L * IN_A_ROW) * Way.values().length);
                measure(new Enqueuing(pool, effects * Math.max(transactions, 100)), effects, transactions, times);
            }
            Table counts = new Table("sent between begin and commit", "effects", "statements", "savepoints");
            count(pool, sizes, arguments.word("show", "no").equals("yes"), counts);
            times.print();
            counts.print();
        }
        System.out.println("load at the end " + Machine.load());
    }

    private static void measure(Enqueuing enqueuing, int effects, int transactions, Table times) throws SQLException {
        Samples samples = new Samples();
        for (Way way : Way.values()) {
            for (int warm = 0; warm < IN_A_ROW; warm++) {
                enqueuing.transaction(way, effects);
            }
        }
        for (int done = 0; done < transactions; done += IN_A_ROW) {
            for (Way way : Way.values()) {
                for (int i = 0; i < IN_A_ROW; i++) {
                    long begin = System.nanoTime();
                    enqueuing.transaction(way, effects);
                    samples.add(way.title(), (System.nanoTime() - begin) / 1e3);
                }
            }
            System.out.printf(
                    "%d effects: %,d of %,d, load %s%n", effects, done + IN_A_ROW, transactions, Machine.load());
        }
        double bare = samples.median(Way.BARE.title());
        double raw = samples.median(Way.RAW.title());
        for (Way way : Way.values()) {
            double median = samples.median(way.title());
            times.row(
                    way.title(),
                    Table.whole(effects),
                    Table.whole(median),
                    Table.fine(median / bare),
                    Table.fine(median / raw),
                    way == Way.BARE || way == Way.RAW ? "" : Table.verdict(median / raw <= OF_RAW));
        }
    }

    private static void count(HikariDataSource pool, List<Integer> sizes, boolean isShown, Table counts)
            throws SQLException {
        CountedStatements counted = new CountedStatements(pool);
        for (int effects : sizes) {
            HostWork.fill(pool, Way.values().length);
            Enqueuing enqueuing = new Enqueuing(counted.dataSource(), effects);
            for (Way way : Way.values()) {
                counted.taken();
                enqueuing.transaction(way, effects);
                Map<String, Cost> sent = counted.taken();
                counts.row(
                        way.title(),
                        Table.whole(effects),
                        Table.whole(sum(sent, Cost::isStatement)),
                        Table.whole(sum(sent, text -> text.endsWith("Savepoint"))));
                if (isShown) {
                    sent.forEach((text, cost) -> System.out.println(way.title() + ": " + cost.count() + " x " + text));
                }
            }
        }
    }

    private static long sum(Map<String, Cost> sent, Predicate<String> which) {
        return sent.entrySet().stream()
                .filter(one -> which.test(one.getKey()))
                .mapToLong(one -> one.getValue().count())
                .sum();
    }
}
