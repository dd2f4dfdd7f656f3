package dev.medialifecycle.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.CountedStatements;
import dev.medialifecycle.benchmarks.measure.CountedStatements.Cost;
import dev.medialifecycle.benchmarks.measure.Database;
import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.benchmarks.measure.Table;
import dev.medialifecycle.benchmarks.outbox.Ours;
import java.util.Map;

/** Where the time of our drain goes: what is sent to the database, how often for a thousand entries, and how long it is waited for. */
public final class OutboxProfile {
    private static final int WARM_UP = 10_000;

    private OutboxProfile() {}

    /** Takes {@code entries}, {@code threads} and {@code database}. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = new Arguments(args, "entries", "threads", "database");
        int entries = arguments.number("entries", 20_000);
        int threads = arguments.number("threads", 2);
        System.out.println(Machine.description());
        try (Database database = Database.open(arguments.word("database", "postgres"));
                HikariDataSource pool = database.pool(2 * threads + 2)) {
            System.out.println(database.description());
            CountedStatements counted = new CountedStatements(pool);
            for (Ours.Kind kind : Ours.Kind.values()) {
                try (Ours ours = new Ours(counted.dataSource(), kind, threads, Integer.MAX_VALUE)) {
                    ours.load(WARM_UP);
                    ours.drain();
                    ours.load(entries);
                    counted.taken();
                    long begin = System.nanoTime();
                    ours.drain();
                    print(ours.name(), entries, System.nanoTime() - begin, counted.taken());
                }
            }
        }
        System.out.println("load at the end " + Machine.load());
    }

    private static void print(String name, int entries, long nanos, Map<String, Cost> sent) {
        Table table = new Table(name, "times per 1,000", "us each", "us per 1,000 entries");
        sent.entrySet().stream()
                .sorted((one, other) ->
                        Long.compare(other.getValue().nanos(), one.getValue().nanos()))
                .forEach(one -> table.row(
                        shortened(one.getKey()),
                        Table.fine(one.getValue().count() * 1e3 / entries),
                        Table.whole(
                                one.getValue().nanos() / 1e3 / one.getValue().count()),
                        Table.whole(one.getValue().nanos() / (double) entries)));
        long waited = sent.values().stream().mapToLong(Cost::nanos).sum();
        table.row("all that was sent", "", "", Table.whole(waited / (double) entries));
        table.row("by the clock", "", "", Table.whole(nanos / (double) entries));
        table.print();
    }

    private static String shortened(String text) {
        return text.length() > 90 ? text.substring(0, 90) : text;
    }
}
