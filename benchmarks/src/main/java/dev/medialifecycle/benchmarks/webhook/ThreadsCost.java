package dev.medialifecycle.benchmarks.webhook;

import com.sun.management.ThreadMXBean;
import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.benchmarks.measure.Table;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Whether one verifier that many threads share ever judges wrong, and whether they get in each other's way. */
public final class ThreadsCost {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final long WARM_UP_NANOS = 3_000_000_000L;
    private static final int WARM_UP_CALLS = 10_000;

    private final Ours ours = Ours.standardWebhooks();
    private final SignedRequest genuine = SignedRequest.of(SignedRequest.body(1 << 10, false), NOW);
    private final SignedRequest forged = forgedOf(genuine);

    private ThreadsCost() {}

    private record Work(int wrong, long cpuNanos) {}

    /** Takes {@code calls} (of each thread). */
    public static void main(String[] args) throws Exception {
        Arguments arguments = new Arguments(args, "calls");
        System.out.println(Machine.description());
        int calls = arguments.number("calls", 100_000);
        ThreadsCost cost = new ThreadsCost();
        for (long nanos = 0; nanos < WARM_UP_NANOS; ) {
            nanos += cost.work(WARM_UP_CALLS).cpuNanos();
        }
        Table table = new Table("threads", "verdicts", "wrong", "CPU ns each", "a second", "goal");
        for (int threads : new int[] {1, Runtime.getRuntime().availableProcessors(), 64}) {
            cost.row(table, threads, calls);
        }
        table.print();
        System.out.println("load at the end " + Machine.load());
    }

    private void row(Table table, int threads, int calls) throws Exception {
        long begin = System.nanoTime();
        List<Work> works = together(threads, calls);
        double seconds = (System.nanoTime() - begin) / 1e9;
        int wrong = works.stream().mapToInt(Work::wrong).sum();
        long cpuNanos = works.stream().mapToLong(Work::cpuNanos).sum();
        double verdicts = (double) threads * calls;
        table.row(
                Integer.toString(threads),
                Table.whole(verdicts),
                Table.whole(wrong),
                Table.whole(cpuNanos / verdicts),
                Table.whole(verdicts / seconds),
                Table.verdict(wrong == 0) + " 0 wrong");
    }

    private List<Work> together(int threads, int calls) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Work>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                running.add(executor.submit(() -> work(calls)));
            }
            List<Work> works = new ArrayList<>();
            for (Future<Work> one : running) {
                works.add(one.get());
            }
            return works;
        } finally {
            executor.shutdownNow();
        }
    }

    /** Every other request is a forgery. */
    private Work work(int calls) {
        long begin = THREADS.getCurrentThreadCpuTime();
        int wrong = 0;
        for (int call = 0; call < calls; call++) {
            boolean isGenuine = call % 2 == 0;
            wrong += ours.verifies(isGenuine ? genuine : forged, NOW) == isGenuine ? 0 : 1;
        }
        return new Work(wrong, THREADS.getCurrentThreadCpuTime() - begin);
    }

    private static SignedRequest forgedOf(SignedRequest genuine) {
        Map<String, List<String>> headers = new LinkedHashMap<>(genuine.headers());
        headers.put("webhook-id", List.of("msg_of_somebody_else"));
        return new SignedRequest(headers, genuine.body(), NOW);
    }
}
