package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final int CALLS = 100_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void verifies_a_body_of_any_size_in_768_bytes() {
        SignatureVerifier verifier = Messages.verifier(Messages.SECRET);
        for (int size : new int[] {1 << 10, 1 << 14}) {
            byte[] body = new byte[size];
            Map<String, List<String>> headers = Messages.signed(Messages.SECRET, Messages.ID, "" + Messages.TIME, body);

            assertThat(bytesPerCall(() -> verifier.verify(headers, body, Messages.NOW)))
                    .as("%s bytes of body", size)
                    .isLessThanOrEqualTo(768);
        }
    }

    @Test
    void refuses_by_header_in_256_bytes() {
        SignatureVerifier verifier = Messages.verifier(Messages.SECRET);
        Map<String, List<String>> stale = Messages.published("webhook-timestamp", "1");

        assertThat(bytesPerCall(() -> verifier.begin(stale, Messages.NOW))).isLessThanOrEqualTo(256);
    }

    private static long bytesPerCall(Supplier<Object> call) {
        for (int i = 0; i < CALLS; i++) {
            call.get();
        }
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        for (int i = 0; i < CALLS; i++) {
            call.get();
        }
        long bytes = (THREADS.getThreadAllocatedBytes(thread) - before) / CALLS;
        System.out.println("AllocationTest: " + bytes + " bytes a call");
        return bytes;
    }
}
