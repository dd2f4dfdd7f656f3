package dev.medialifecycle.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.Database;
import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.benchmarks.measure.Table;
import dev.medialifecycle.benchmarks.outbox.ForgettingStorage;
import dev.medialifecycle.benchmarks.outbox.Pending;
import dev.medialifecycle.benchmarks.outbox.Tally;
import dev.medialifecycle.benchmarks.outbox.ThrottledStore;
import dev.medialifecycle.repository.jdbc.JdbcJobRepository;
import dev.medialifecycle.repository.jdbc.Schema;
import dev.medialifecycle.sweep.BackgroundPlan;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Background work against a store with a limit that refuses nine of ten requests for a while, and is healthy again. */
public final class OutboxStorm {
    private static final double MOST_WASTED = 0.05;
    private static final double OF_CAPACITY = 0.95;
    private static final int SECONDS_TO_RECOVER = 10;
    private static final int SECONDS_TO_SETTLE = 10;
    private static final int WINDOW = 5;

    private final int capacity;
    private final int storm;
    private final int calm;

    private OutboxStorm(int capacity, int storm, int calm) {
        this.capacity = capacity;
        this.storm = storm;
        this.calm = calm;
    }

    /**
     * Takes {@code capacity} (keys a second), {@code storm} and {@code calm} (seconds), {@code kind} ({@code capacity} or
     * {@code chance}), {@code database} and {@code seed}.
     */
    public static void main(String[] args) throws Exception {
        Arguments arguments = new Arguments(args, "capacity", "storm", "calm", "kind", "database", "seed");
        OutboxStorm program = new OutboxStorm(
                arguments.number("capacity", 3_500), arguments.number("storm", 60), arguments.number("calm", 30));
        System.out.println(Machine.description());
        boolean isByChance = arguments.word("kind", "capacity").equals("chance");
        int seed = arguments.number("seed", 1);
        try (Database database = Database.open(arguments.word("database", "h2"));
                HikariDataSource pool = database.pool(8)) {
            System.out.println(database.description());
            Schema.migrate(pool);
            JdbcJobRepository repository = JdbcJobRepository.of(pool);
            int entries = program.capacity * (program.storm + 2 * program.calm + SECONDS_TO_SETTLE);
            new Pending(repository, Clock.systemUTC().instant().minus(Duration.ofHours(1))).deletes(0, entries);
            System.out.printf("recorded %,d deletes; seed %d%n", entries, seed);
            ThrottledStore store = new ThrottledStore(program.capacity, isByChance, System::nanoTime, seed);
            int givenUp = program.weather(repository, store);
            program.print(store.tally(), givenUp);
        }
        System.out.println("load at the end " + Machine.load());
    }

    private int weather(JdbcJobRepository repository, ThrottledStore store) throws InterruptedException {
        try (MediaLifecycle media = MediaLifecycle.builder()
                .storage(new ForgettingStorage(store::answer))
                .repository(repository)
                .noReferences()
                .build()) {
            media.startBackground(BackgroundPlan.effectsOnly());
            pass(calm, "calm", store.tally(), 0);
            store.storm();
            pass(storm, "storm", store.tally(), calm);
            store.calm();
            pass(calm, "calm", store.tally(), calm + storm);
            return media.givenUp(1_000).size();
        }
    }

    private void pass(int seconds, String name, Tally tally, int from) throws InterruptedException {
        for (int second = from; second < from + seconds; second++) {
            TimeUnit.SECONDS.sleep(1);
            System.out.printf(
                    "%4d s %-6s %,6d requests, %,6d refused, %,7d keys deleted%n",
                    second,
                    name,
                    tally.requests(second, second + 1),
                    tally.refused(second, second + 1),
                    tally.deleted(second, second + 1));
        }
    }

    private void print(Tally tally, int givenUp) {
        int end = calm + storm;
        double before = (double) tally.deleted(SECONDS_TO_SETTLE, calm) / (calm - SECONDS_TO_SETTLE);
        Table phases = new Table("phase", "requests", "refused", "wasted", "keys a second", "x capacity");
        phase(phases, "before, settled", tally, SECONDS_TO_SETTLE, calm);
        phase(phases, "storm, first seconds", tally, calm, calm + SECONDS_TO_SETTLE);
        phase(phases, "storm, settled", tally, calm + SECONDS_TO_SETTLE, end);
        phase(phases, "after, first seconds", tally, end, end + SECONDS_TO_SETTLE);
        phase(phases, "after, settled", tally, end + SECONDS_TO_SETTLE, end + calm);
        phases.print();

        int recovered = secondsToRecover(tally, end, before);
        Table goals = new Table("goal", "demanded", "measured", "verdict");
        goal(goals, "wasted requests before, settled", tally.wasted(SECONDS_TO_SETTLE, calm));
        goal(goals, "wasted requests in the storm, settled", tally.wasted(calm + SECONDS_TO_SETTLE, end));
        goal(goals, "wasted requests after, settled", tally.wasted(end + SECONDS_TO_SETTLE, end + calm));
        goals.row(
                "seconds until 95 % of the rate before",
                "<= " + SECONDS_TO_RECOVER,
                recovered < 0 ? "never" : String.valueOf(recovered),
                Table.verdict(recovered >= 0 && recovered <= SECONDS_TO_RECOVER));
        goals.row("given up", "0", String.valueOf(givenUp), Table.verdict(givenUp == 0));
        goals.print();
    }

    private void phase(Table table, String name, Tally tally, int from, int to) {
        double rate = (double) tally.deleted(from, to) / (to - from);
        table.row(
                name,
                Table.whole(tally.requests(from, to)),
                Table.whole(tally.refused(from, to)),
                Table.fine(tally.wasted(from, to)),
                Table.whole(rate),
                Table.fine(rate / capacity));
    }

    private static void goal(Table table, String name, double wasted) {
        table.row(name, "<= " + Table.fine(MOST_WASTED), Table.fine(wasted), Table.verdict(wasted <= MOST_WASTED));
    }

    private int secondsToRecover(Tally tally, int end, double before) {
        for (int second = end; second + WINDOW <= end + calm; second++) {
            if (tally.deleted(second, second + WINDOW) >= OF_CAPACITY * before * WINDOW) {
                return second - end;
            }
        }
        return -1;
    }
}
