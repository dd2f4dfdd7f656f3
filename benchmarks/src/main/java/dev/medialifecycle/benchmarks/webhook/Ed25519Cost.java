package dev.medialifecycle.benchmarks.webhook;

import com.sun.management.ThreadMXBean;
import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.benchmarks.measure.Samples;
import dev.medialifecycle.benchmarks.measure.Table;
import dev.medialifecycle.verifier.JwksSource;
import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.verifier.SignatureVerifier;
import dev.medialifecycle.verifier.Verdict;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** What verifying fal's scheme costs beside one SHA-256 of the body and one Ed25519 of the JDK's. */
public final class Ed25519Cost {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final double GOAL = 1.05;
    private static final int CALLS = 20;
    private static final int WARM_UP = 10;

    private Ed25519Cost() {}

    /** Takes {@code rounds} and {@code size} (in KB). */
    public static void main(String[] args) throws Exception {
        Arguments arguments = new Arguments(args, "rounds", "size");
        System.out.println(Machine.description());
        int size = arguments.number("size", 16);
        byte[] body = SignedRequest.body(size << 10, true);
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(message(body));
        byte[] signature = signer.sign();
        Samples samples = new Samples();
        Callable<Boolean> limit = limit(pair, body, signature);
        Callable<Boolean> ours = ours(pair, body, signature);
        for (int round = -WARM_UP; round < arguments.number("rounds", 151); round++) {
            double limitNanos = nanos(limit);
            double oursNanos = nanos(ours);
            if (round >= 0) {
                samples.add("limit", limitNanos);
                samples.add("ours", oursNanos);
                samples.add("ratio", oursNanos / limitNanos);
            }
        }
        print(size, samples);
        System.out.println("load at the end " + Machine.load());
    }

    private static void print(int size, Samples samples) {
        double ratio = samples.median("ratio");
        new Table("Ed25519 over " + size + " KB", "CPU us", "x limit", "of all rounds", "goal")
                .row("SHA-256 and one check", Table.whole(samples.median("limit") / 1e3), "1.00", "", "")
                .row(
                        "ours, fal",
                        Table.whole(samples.median("ours") / 1e3),
                        Table.fine(ratio),
                        Table.fine(samples.least("ratio")) + " to " + Table.fine(samples.most("ratio")),
                        Table.verdict(ratio <= GOAL) + " " + Table.fine(GOAL))
                .print();
    }

    private static Callable<Boolean> limit(KeyPair pair, byte[] body, byte[] signature) {
        return () -> {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(pair.getPublic());
            check.update(message(body));
            return check.verify(signature);
        };
    }

    private static Callable<Boolean> ours(KeyPair pair, byte[] body, byte[] signature) {
        SignatureVerifier verifier = SignatureVerifier.of(Schemes.fal(), source(pair));
        Map<String, List<String>> headers = Map.of(
                "x-fal-webhook-request-id", List.of("req-1"),
                "x-fal-webhook-user-id", List.of("user-1"),
                "x-fal-webhook-timestamp", List.of(Long.toString(NOW.getEpochSecond())),
                "x-fal-webhook-signature", List.of(HexFormat.of().formatHex(signature)));
        return () -> verifier.verify(headers, body, NOW) instanceof Verdict.Verified;
    }

    private static byte[] message(byte[] body) throws GeneralSecurityException {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        return ("req-1\nuser-1\n" + NOW.getEpochSecond() + "\n" + hash).getBytes(StandardCharsets.UTF_8);
    }

    private static JwksSource source(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        String x = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        byte[] set = ("{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + x + "\"}]}")
                .getBytes(StandardCharsets.UTF_8);
        return JwksSource.of(() -> CompletableFuture.completedFuture(set), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static double nanos(Callable<Boolean> check) throws Exception {
        long begin = THREADS.getCurrentThreadCpuTime();
        for (int call = 0; call < CALLS; call++) {
            if (!check.call()) {
                throw new IllegalStateException("What is genuine was refused");
            }
        }
        return (THREADS.getCurrentThreadCpuTime() - begin) / (double) CALLS;
    }
}
