package dev.medialifecycle.benchmarks.storage;

import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.benchmarks.measure.Samples;
import java.time.Duration;
import java.util.List;

/** Lets erasers delete the same keys in turns, another one first in each round, and refuses to go on if one of them lost a key. */
final class EraserRounds {
    private static final int WARM_UP = 20_000;

    private final LeanS3 server;
    private final Duration latency;
    private final List<Eraser> erasers;
    private final Samples rates = new Samples();
    private final Samples costs = new Samples();
    private final Samples inFlight = new Samples();

    EraserRounds(LeanS3 server, Duration latency, List<Eraser> erasers) {
        this.server = server;
        this.latency = latency;
        this.erasers = List.copyOf(erasers);
    }

    /** Lets everybody run until it is compiled. */
    void warmUp(int times) throws Exception {
        for (int time = 0; time < times; time++) {
            for (Eraser eraser : erasers) {
                measure(eraser, Math.min(WARM_UP, eraser.most()), Duration.ofMillis(1));
            }
        }
    }

    /** Some rounds with so many keys. */
    void run(int keys, int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < erasers.size(); turn++) {
                Eraser eraser = erasers.get((round + turn) % erasers.size());
                Cost cost = measure(eraser, Math.min(keys, eraser.most()), latency);
                rates.add(key(eraser, keys), cost.keys() / cost.seconds());
                costs.add(key(eraser, keys), cost.cpuMicros() / cost.keys());
                inFlight.add(key(eraser, keys), cost.inFlight());
                System.out.printf(
                        "%,9d keys, round %d, %-36s %,9.0f a second, %5.2f us CPU each, %4.1f in flight, %d requests, load %s%n",
                        cost.keys(),
                        round + 1,
                        eraser.name(),
                        cost.keys() / cost.seconds(),
                        cost.cpuMicros() / cost.keys(),
                        cost.inFlight(),
                        server.meter().requests(),
                        Machine.load());
            }
        }
    }

    List<Eraser> erasers() {
        return erasers;
    }

    /** Keys a second, the median of the rounds. */
    double rate(Eraser eraser, int keys) {
        return rates.median(key(eraser, keys));
    }

    String range(Eraser eraser, int keys) {
        return String.format("%,.0f to %,.0f", rates.least(key(eraser, keys)), rates.most(key(eraser, keys)));
    }

    /** Microseconds of processor time of the client for a key, the median of the rounds. */
    double cpu(Eraser eraser, int keys) {
        return costs.median(key(eraser, keys));
    }

    /** Requests under way on average, the median of the rounds. */
    double inFlight(Eraser eraser, int keys) {
        return inFlight.median(key(eraser, keys));
    }

    private record Cost(int keys, double seconds, double cpuMicros, double inFlight) {}

    private Cost measure(Eraser eraser, int keys, Duration after) throws Exception {
        server.reset(Behaviour.after(after), keys);
        eraser.prepare(keys);
        Duration cpuBegin = Machine.cpuTime().minus(server.cpuTime());
        long begin = System.nanoTime();
        long confirmed = eraser.erase(keys);
        long nanos = System.nanoTime() - begin;
        Duration cpu = Machine.cpuTime().minus(server.cpuTime()).minus(cpuBegin);
        if (confirmed != keys
                || server.keys().removed() != keys
                || server.keys().strangers() > 0) {
            throw new IllegalStateException(eraser.name() + " confirmed " + confirmed + " of " + keys + " keys, and "
                    + server.keys().removed() + " are gone");
        }
        return new Cost(keys, nanos / 1e9, cpu.toNanos() / 1e3, server.meter().underWay(nanos));
    }

    private static String key(Eraser eraser, int keys) {
        return keys + " " + eraser.name();
    }
}
