package dev.medialifecycle.benchmarks.webhook;

import com.sun.management.ThreadMXBean;
import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.benchmarks.measure.Samples;
import dev.medialifecycle.benchmarks.measure.Table;
import dev.medialifecycle.verifier.HeaderVerdict;
import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.verifier.Secret;
import dev.medialifecycle.verifier.SignatureVerifier;
import dev.medialifecycle.verifier.Verdict;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What a request costs that is refused before its body is read, or for the length of it. */
public final class RefuseCost {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 20_000;

    private RefuseCost() {}

    /** Takes {@code rounds}. */
    public static void main(String[] args) {
        Arguments arguments = new Arguments(args, "rounds");
        System.out.println(Machine.description());
        Instant now = Instant.ofEpochSecond(1_700_000_000);
        SignatureVerifier verifier = SignatureVerifier.of(Schemes.standardWebhooks(), Secret.of(SignedRequest.SECRET));
        SignedRequest genuine = SignedRequest.of(SignedRequest.body(1 << 10, true), now);
        byte[] large = new byte[(1 << 20) + 1];
        Map<String, Supplier<Object>> refusals = new LinkedHashMap<>();
        for (Map.Entry<String, String> one : Map.of(
                        "webhook-id", "a.b", "webhook-timestamp", "01", "webhook-signature", "v1,AAAA")
                .entrySet()) {
            Map<String, List<String>> headers = with(genuine, one.getKey(), one.getValue());
            refusals.put("malformed " + one.getKey(), () -> begun(verifier, headers, now));
        }
        Map<String, List<String>> missing = without(genuine, "webhook-id");
        refusals.put("missing header", () -> begun(verifier, missing, now));
        refusals.put("stale", () -> begun(verifier, genuine.headers(), now.plusSeconds(301)));
        refusals.put("too large", () -> verifier.verify(genuine.headers(), large, now));
        Table table = new Table("refused for", "CPU ns", "bytes", "goal");
        refusals.forEach((name, refusal) -> row(table, name, refusal, arguments.number("rounds", 31)));
        table.print();
        System.out.println("load at the end " + Machine.load());
    }

    private static void row(Table table, String name, Supplier<Object> refusal, int rounds) {
        Samples samples = new Samples();
        for (int round = 0; round < rounds + 10; round++) {
            long thread = Thread.currentThread().getId();
            long bytes = THREADS.getThreadAllocatedBytes(thread);
            long begin = THREADS.getCurrentThreadCpuTime();
            for (int call = 0; call < CALLS; call++) {
                if (!(refusal.get() instanceof Verdict.Rejected)) {
                    throw new IllegalStateException("Not refused: " + name);
                }
            }
            if (round >= 10) {
                samples.add("nanos", (THREADS.getCurrentThreadCpuTime() - begin) / (double) CALLS);
                samples.add("bytes", (THREADS.getThreadAllocatedBytes(thread) - bytes) / (double) CALLS);
            }
        }
        double nanos = samples.median("nanos");
        double bytes = samples.median("bytes");
        table.row(
                name,
                Table.whole(nanos),
                Table.whole(bytes),
                Table.verdict(nanos <= 1_000 && bytes <= 256) + " 1,000, 256");
    }

    private static HeaderVerdict begun(SignatureVerifier verifier, Map<String, List<String>> headers, Instant now) {
        return verifier.begin(headers, now);
    }

    private static Map<String, List<String>> with(SignedRequest request, String name, String value) {
        Map<String, List<String>> headers = new LinkedHashMap<>(request.headers());
        headers.put(name, List.of(value));
        return headers;
    }

    private static Map<String, List<String>> without(SignedRequest request, String name) {
        Map<String, List<String>> headers = new LinkedHashMap<>(request.headers());
        headers.remove(name);
        return headers;
    }
}
