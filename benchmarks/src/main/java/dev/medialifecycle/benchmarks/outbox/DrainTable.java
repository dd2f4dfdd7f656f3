package dev.medialifecycle.benchmarks.outbox;

import dev.medialifecycle.benchmarks.measure.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prints rates, ratios to the floor and to the peers, and how the cost of an entry grows. */
public final class DrainTable {
    private static final double OF_FLOOR = 0.75;
    private static final double OF_DB_SCHEDULER = 4;
    private static final double OF_TRANSACTION_OUTBOX = 10;

    private DrainTable() {}

    /** Prints one table for each size and one line for each goal. */
    public static void print(DrainRounds rounds) {
        Contender floor = rounds.contenders().get(0);
        Table table = new Table("drain", "entries", "a second", "of all rounds", "x floor", "CPU us each", "x floor");
        for (int size : rounds.sizes()) {
            for (Contender contender : rounds.contenders()) {
                if (rounds.isMeasured(contender, size)) {
                    table.row(
                            contender.name(),
                            Table.whole(size),
                            Table.whole(rounds.rate(contender, size)),
                            rounds.range(contender, size),
                            Table.fine(rounds.rate(contender, size) / rounds.rate(floor, size)),
                            Table.fine(rounds.cpu(contender, size)),
                            Table.fine(rounds.cpu(contender, size) / rounds.cpu(floor, size)));
                }
            }
        }
        table.print();
        slopes(rounds).print();
        goals(rounds, floor).print();
    }

    private static Table slopes(DrainRounds rounds) {
        Table table = new Table("microseconds an entry", "smallest size", "largest size", "x");
        for (Contender contender : rounds.contenders()) {
            List<Integer> sizes = rounds.sizes().stream()
                    .filter(size -> rounds.isMeasured(contender, size))
                    .toList();
            if (sizes.size() > 1) {
                double few = 1e6 / rounds.rate(contender, sizes.get(0));
                double many = 1e6 / rounds.rate(contender, sizes.get(sizes.size() - 1));
                table.row(contender.name(), Table.fine(few), Table.fine(many), Table.fine(many / few));
            }
        }
        return table;
    }

    private static Table goals(DrainRounds rounds, Contender floor) {
        Table table = new Table("goal", "entries", "at least", "measured", "verdict");
        for (int size : rounds.sizes()) {
            for (Contender ours : of(rounds, Ours.class, size)) {
                if (!((Ours) ours).isComparable()) {
                    continue;
                }
                double rate = rounds.rate(ours, size);
                List<Goal> goals = new ArrayList<>();
                goals.add(new Goal(" / floor", OF_FLOOR, Optional.of(rounds.rate(floor, size))));
                goals.add(new Goal(" / db-scheduler", OF_DB_SCHEDULER, best(rounds, DbSchedulerPeer.class, size)));
                goals.add(new Goal(
                        " / transaction-outbox",
                        OF_TRANSACTION_OUTBOX,
                        best(rounds, TransactionOutboxPeer.class, size)));
                goals.forEach(goal -> goal.other()
                        .ifPresent(other -> table.row(
                                ours.name() + goal.title(),
                                Table.whole(size),
                                Table.fine(goal.atLeast()),
                                Table.fine(rate / other),
                                Table.verdict(rate / other >= goal.atLeast()))));
            }
        }
        return table;
    }

    private record Goal(String title, double atLeast, Optional<Double> other) {}

    private static Optional<Double> best(DrainRounds rounds, Class<? extends Contender> kind, int size) {
        return of(rounds, kind, size).stream()
                .map(contender -> rounds.rate(contender, size))
                .max(Double::compare);
    }

    private static List<Contender> of(DrainRounds rounds, Class<? extends Contender> kind, int size) {
        return rounds.contenders().stream()
                .filter(contender -> kind.isInstance(contender) && rounds.isMeasured(contender, size))
                .toList();
    }
}
