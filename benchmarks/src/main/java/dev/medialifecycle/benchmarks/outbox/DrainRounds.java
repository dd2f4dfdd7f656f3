package dev.medialifecycle.benchmarks.outbox;

import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.benchmarks.measure.Samples;
import dev.medialifecycle.benchmarks.measure.Table;
import java.util.ArrayList;
import java.util.List;

/** Lets contenders drain the same number of entries in turns, another one first in each round, and keeps entries per second. */
public final class DrainRounds {
    private final List<Contender> contenders;
    private final List<Integer> sizes = new ArrayList<>();
    private final Samples samples = new Samples();

    /** In the order of the table, the floor first. */
    public DrainRounds(List<Contender> contenders) {
        this.contenders = List.copyOf(contenders);
    }

    /** Some more rounds with so many entries, after one that only warms up. */
    public void run(int entries, int rounds) throws Exception {
        if (sizes.isEmpty()) {
            for (Contender contender : contenders) {
                rate(contender, Math.min(5_000, entries));
            }
        }
        sizes.add(entries);
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < contenders.size(); turn++) {
                Contender contender = contenders.get((round + turn) % contenders.size());
                if (entries <= contender.most()) {
                    double rate = rate(contender, entries);
                    samples.add(key(contender, entries), rate);
                    System.out.printf(
                            "%,10d entries, round %d, %-52s %,10.0f a second, load %s%n",
                            entries, round + 1, contender.name(), rate, Machine.load());
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
        return samples.has(key(contender, entries));
    }

    /** Entries per second, the median of the rounds. */
    double median(Contender contender, int entries) {
        return samples.median(key(contender, entries));
    }

    String range(Contender contender, int entries) {
        String key = key(contender, entries);
        return Table.whole(samples.least(key)) + " to " + Table.whole(samples.most(key));
    }

    private static double rate(Contender contender, int entries) throws Exception {
        contender.load(entries);
        long begin = System.nanoTime();
        contender.drain();
        long nanos = System.nanoTime() - begin;
        if (contender.left() > 0) {
            throw new IllegalStateException(contender.name() + " left " + contender.left() + " entries");
        }
        return entries / (nanos / 1e9);
    }

    private static String key(Contender contender, int entries) {
        return entries + " " + contender.name();
    }
}
