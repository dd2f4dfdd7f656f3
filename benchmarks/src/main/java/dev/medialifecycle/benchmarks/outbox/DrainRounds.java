package dev.medialifecycle.benchmarks.outbox;

import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.benchmarks.measure.Samples;
import dev.medialifecycle.benchmarks.measure.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lets contenders drain the same number of entries in turns, another one first in each round, and keeps what an entry cost. */
public final class DrainRounds {
    private final List<Contender> contenders;
    private final List<Integer> sizes = new ArrayList<>();
    private final Samples rates = new Samples();
    private final Samples costs = new Samples();
    private final CpuTime cpu;

    /** What processor time everything that takes part has used so far. */
    public interface CpuTime {
        /** The sum over all processes. */
        Duration now() throws Exception;
    }

    /** In the order of the table, the floor first. */
    public DrainRounds(List<Contender> contenders, CpuTime cpu) {
        this.contenders = List.copyOf(contenders);
        this.cpu = cpu;
    }

    /** Some more rounds with so many entries, after one that only warms up. */
    public void run(int entries, int rounds) throws Exception {
        if (sizes.isEmpty()) {
            for (Contender contender : contenders) {
                measure(contender, Math.min(5_000, entries));
            }
        }
        sizes.add(entries);
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < contenders.size(); turn++) {
                Contender contender = contenders.get((round + turn) % contenders.size());
                if (entries <= contender.most()) {
                    Cost cost = measure(contender, entries);
                    rates.add(key(contender, entries), 1e9 / cost.nanos());
                    costs.add(key(contender, entries), cost.cpuNanos() / 1e3);
                    System.out.printf(
                            "%,10d entries, round %d, %-50s %,9.0f a second, %,7.1f us CPU each, load %s%n",
                            entries,
                            round + 1,
                            contender.name(),
                            1e9 / cost.nanos(),
                            cost.cpuNanos() / 1e3,
                            Machine.load());
                }
            }
        }
    }

    List<Contender> contenders() {
        return contenders;
    }

    List<Integer> sizes() {
        return sizes;
    }

    boolean isMeasured(Contender contender, int entries) {
        return rates.has(key(contender, entries));
    }

    /** Entries per second, the median of the rounds. */
    double rate(Contender contender, int entries) {
        return rates.median(key(contender, entries));
    }

    /** Microseconds of processor time for an entry, here and in the server, the median of the rounds. */
    double cpu(Contender contender, int entries) {
        return costs.median(key(contender, entries));
    }

    String range(Contender contender, int entries) {
        String key = key(contender, entries);
        return Table.whole(rates.least(key)) + " to " + Table.whole(rates.most(key));
    }

    /** Of one entry. */
    private record Cost(double nanos, double cpuNanos) {}

    private Cost measure(Contender contender, int entries) throws Exception {
        contender.load(entries);
        Duration cpuBegin = cpu.now();
        long begin = System.nanoTime();
        contender.drain();
        double nanos = System.nanoTime() - begin;
        double cpuNanos = cpu.now().minus(cpuBegin).toNanos();
        if (contender.left() > 0) {
            throw new IllegalStateException(contender.name() + " left " + contender.left() + " entries");
        }
        return new Cost(nanos / entries, cpuNanos / entries);
    }

    private static String key(Contender contender, int entries) {
        return entries + " " + contender.name();
    }
}
