package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 1_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    @ParameterizedTest
    @ValueSource(ints = {0, 1 << 10, 1 << 14, 1 << 18})
    void verifies_a_body_of_any_size_in_768_bytes(int size) {
        byte[] body = new byte[size];
        Arrays.fill(body, (byte) 0xE9);
        Map<String, List<String>> standard = Messages.signed(Messages.SECRET, Messages.ID, "" + Messages.TIME, body);
        byte[] mac =
                Messages.mac(Messages.utf8(Messages.SECRET), Messages.join(Messages.utf8(Messages.TIME + "."), body));
        Map<String, List<String>> listed = Map.of(
                "stripe-signature",
                List.of("t=" + Messages.TIME + ",v1=" + HexFormat.of().formatHex(mac)));
        SignatureVerifier stripe = SignatureVerifier.of(Schemes.stripe(), Secret.of(Messages.SECRET));

        SignatureVerifier replicate = Messages.verifier(Messages.SECRET);
        assertThat(bytesPerCall(() -> accepted(replicate, standard, body), 768)).isLessThanOrEqualTo(768);
        assertThat(bytesPerCall(() -> accepted(stripe, listed, body), 768)).isLessThanOrEqualTo(768);
    }

    @ParameterizedTest
    @CsvSource({
        "webhook-timestamp, 1",
        "webhook-timestamp, 01",
        "webhook-id, a.b",
        "webhook-signature, 'v1,AAAA'",
        "webhook-signature, 'v2,AAAA'"
    })
    void refuses_by_header_in_256_bytes(String name, String value) {
        SignatureVerifier verifier = Messages.verifier(Messages.SECRET);
        Map<String, List<String>> wrong = Messages.published(name, value);

        assertThat(bytesPerCall(() -> refused(verifier.begin(wrong, Messages.NOW)), 256))
                .isLessThanOrEqualTo(256);
    }

    @Test
    void refuses_for_length_in_256_bytes() {
        SignatureVerifier verifier = Messages.verifier(Messages.SECRET);
        byte[] large = new byte[(1 << 20) + 1];

        Map<String, List<String>> published = Messages.published();
        assertThat(bytesPerCall(() -> refused(verifier.verify(published, large, Messages.NOW)), 256))
                .isLessThanOrEqualTo(256);
    }

    private static Object accepted(SignatureVerifier verifier, Map<String, List<String>> headers, byte[] body) {
        Verdict verdict = verifier.verify(headers, body, Messages.NOW);
        if (!(verdict instanceof Verdict.Verified)) {
            throw new AssertionError("Not accepted");
        }
        return verdict;
    }

    private static Object refused(Object verdict) {
        if (!(verdict instanceof Verdict.Rejected)) {
            throw new AssertionError("Not refused");
        }
        return verdict;
    }

    /** The fewest bytes of several rounds, for code that is not compiled yet makes objects that it does without later. */
    private static long bytesPerCall(Supplier<Object> call, long goal) {
        long thread = Thread.currentThread().getId();
        long fewest = Long.MAX_VALUE;
        for (long begin = System.nanoTime(); System.nanoTime() - begin < PATIENCE_NANOS && fewest > goal; ) {
            long before = THREADS.getThreadAllocatedBytes(thread);
            for (int i = 0; i < CALLS; i++) {
                call.get();
            }
            fewest = Math.min(fewest, (THREADS.getThreadAllocatedBytes(thread) - before) / CALLS);
        }
        return fewest;
    }
}
