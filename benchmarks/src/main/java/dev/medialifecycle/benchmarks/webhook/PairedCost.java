package dev.medialifecycle.benchmarks.webhook;

import com.sun.management.ThreadMXBean;
import dev.medialifecycle.benchmarks.measure.Samples;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Measures the processor time of this thread, which other work on the machine disturbs less than a clock, and lets contenders take
 * turns, so that what disturbs one disturbs the others; what stands is the median of the ratios of each round to the limit in the same
 * round. Collecting the garbage that a contender leaves is other threads' time, and not counted.
 */
final class PairedCost {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long WARM_UP_NANOS = 700_000_000;
    private static final long TURN_NANOS = 15_000_000;

    private final Clock clock;
    private final int rounds;

    PairedCost(Clock clock, int rounds) {
        this.clock = clock;
        this.rounds = rounds;
    }

    /** Of each contender, by name: {@code ratio} to the first, {@code nanos} and {@code bytes} for one request. */
    record Costs(Samples ratios, Samples nanos, Samples bytes) {}

    Costs of(byte[] body, List<Verifying> contenders) {
        Costs costs = new Costs(new Samples(), new Samples(), new Samples());
        int[] calls = new int[contenders.size()];
        for (int i = 0; i < calls.length; i++) {
            calls[i] = warmedUp(contenders.get(i), body);
        }
        for (int round = 0; round < rounds; round++) {
            double[] nanos = new double[calls.length];
            for (int turn = 0; turn < calls.length; turn++) {
                int i = (turn + round) % calls.length;
                nanos[i] = turn(contenders.get(i), body, calls[i], costs);
            }
            for (int i = 0; i < calls.length; i++) {
                costs.ratios().add(contenders.get(i).name(), nanos[i] / nanos[0]);
            }
        }
        return costs;
    }

    private double turn(Verifying contender, byte[] body, int calls, Costs costs) {
        SignedRequest request = SignedRequest.of(body, clock.instant());
        long thread = Thread.currentThread().getId();
        long bytes = THREADS.getThreadAllocatedBytes(thread);
        long begin = THREADS.getCurrentThreadCpuTime();
        verify(contender, request, calls);
        double nanos = (THREADS.getCurrentThreadCpuTime() - begin) / (double) calls;
        costs.nanos().add(contender.name(), nanos);
        costs.bytes().add(contender.name(), (THREADS.getThreadAllocatedBytes(thread) - bytes) / (double) calls);
        return nanos;
    }

    /** Runs until it is compiled, and tells how many calls fill a turn. */
    private int warmedUp(Verifying contender, byte[] body) {
        long begin = THREADS.getCurrentThreadCpuTime();
        int calls = 16;
        long nanos = 0;
        while (nanos < WARM_UP_NANOS) {
            long turnBegin = THREADS.getCurrentThreadCpuTime();
            verify(contender, SignedRequest.of(body, clock.instant()), calls);
            long now = THREADS.getCurrentThreadCpuTime();
            nanos = now - begin;
            calls = (int) Math.min(1 << 16, Math.max(16, calls * TURN_NANOS / Math.max(1, now - turnBegin)));
        }
        return calls;
    }

    private static void verify(Verifying contender, SignedRequest request, int calls) {
        Instant now = request.at();
        for (int call = 0; call < calls; call++) {
            if (!contender.verifies(request, now)) {
                throw new IllegalStateException(contender.name() + " refused what is genuine");
            }
        }
    }
}
