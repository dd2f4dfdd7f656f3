package dev.medialifecycle.benchmarks.webhook;

import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.benchmarks.measure.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Whether the time of a refusal tells at which byte a signature is wrong: Welch's t of signatures wrong in the first byte against such
 * wrong in the last, in random order. A comparison that ends at the first difference is measured beside, to show that it would be seen.
 */
public final class CompareLeak {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final double GOAL = 4.5;
    private static final int FORGERIES = 64;

    private final SignedRequest genuine = SignedRequest.of("{}".getBytes(StandardCharsets.UTF_8), NOW);
    private final byte[] right = sent(genuine);
    private final int samples;
    private final int seed;

    private CompareLeak(int samples, int seed) {
        this.samples = samples;
        this.seed = seed;
    }

    /** Takes {@code samples} and {@code seed}. */
    public static void main(String[] args) {
        Arguments arguments = new Arguments(args, "samples", "seed");
        System.out.println(Machine.description());
        CompareLeak leak = new CompareLeak(arguments.number("samples", 1_000_000), arguments.number("seed", 1));
        Table table = new Table("comparison of signatures", "t", "t without the slowest 5 %", "goal");
        leak.row(table, Ours.standardWebhooks());
        leak.row(table, new EndsEarly(leak.right));
        table.print();
        System.out.println("load at the end " + Machine.load());
    }

    private void row(Table table, Verifying contender) {
        List<SignedRequest> early = forgeries(0);
        List<SignedRequest> late = forgeries(right.length - 1);
        measure(contender, early, late, samples / 10);
        long[][] nanos = measure(contender, early, late, samples);
        double whole = t(nanos[0], nanos[1]);
        long most = percentile(nanos, 0.95);
        double cropped = t(below(nanos[0], most), below(nanos[1], most));
        boolean isEven = Math.abs(whole) < GOAL && Math.abs(cropped) < GOAL;
        String verdict = contender instanceof Ours ? Table.verdict(isEven) + " " + GOAL : "";
        table.row(contender.name(), Table.fine(whole), Table.fine(cropped), verdict);
    }

    private long[][] measure(Verifying contender, List<SignedRequest> early, List<SignedRequest> late, int calls) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] nanos = new long[2][calls];
        int[] count = new int[2];
        for (int i = 0; i < calls; i++) {
            int kind = random.nextInt(2);
            SignedRequest request = (kind == 0 ? early : late).get(random.nextInt(FORGERIES));
            long begin = System.nanoTime();
            boolean isVerified = contender.verifies(request, NOW);
            nanos[kind][count[kind]++] = System.nanoTime() - begin;
            if (isVerified) {
                throw new IllegalStateException("A forgery was accepted");
            }
        }
        return new long[][] {Arrays.copyOf(nanos[0], count[0]), Arrays.copyOf(nanos[1], count[1])};
    }

    /** Requests whose signature is wrong in one byte, each in objects of its own, so that neither kind has the warmer memory. */
    private List<SignedRequest> forgeries(int at) {
        SplittableRandom random = new SplittableRandom(seed + 1L);
        return IntStream.range(0, FORGERIES)
                .mapToObj(unused -> {
                    byte[] wrong = right.clone();
                    wrong[at] ^= (byte) (1 + random.nextInt(255));
                    Map<String, List<String>> headers = new LinkedHashMap<>(genuine.headers());
                    headers.put(
                            "webhook-signature",
                            List.of("v1," + Base64.getEncoder().encodeToString(wrong)));
                    return new SignedRequest(headers, genuine.body(), NOW);
                })
                .toList();
    }

    private static byte[] sent(SignedRequest request) {
        return Base64.getDecoder().decode(request.header("webhook-signature").substring(3));
    }

    private static double t(long[] one, long[] other) {
        return (mean(one) - mean(other)) / Math.sqrt(variance(one) / one.length + variance(other) / other.length);
    }

    private static double mean(long[] figures) {
        return Arrays.stream(figures).average().orElse(0);
    }

    private static double variance(long[] figures) {
        double mean = mean(figures);
        return Arrays.stream(figures).mapToDouble(f -> (f - mean) * (f - mean)).sum() / (figures.length - 1);
    }

    private static long percentile(long[][] nanos, double share) {
        long[] all = Arrays.copyOf(nanos[0], nanos[0].length + nanos[1].length);
        System.arraycopy(nanos[1], 0, all, nanos[0].length, nanos[1].length);
        Arrays.sort(all);
        return all[(int) (share * (all.length - 1))];
    }

    private static long[] below(long[] figures, long most) {
        return Arrays.stream(figures).filter(f -> f <= most).toArray();
    }

    /** How not to do it. */
    private record EndsEarly(byte[] right) implements Verifying {
        @Override
        public String name() {
            return "one that ends early";
        }

        @Override
        public boolean verifies(SignedRequest request, Instant now) {
            byte[] sent = sent(request);
            for (int i = 0; i < right.length; i++) {
                if (sent[i] != right[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
