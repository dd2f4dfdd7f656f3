package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    private static final int THREADS = 8;
    private static final int CALLS = 5_000;

    @Test
    void judges_right_on_eight_threads_at_once() throws Exception {
        SignatureVerifier verifier = Messages.verifier(Messages.OTHER_SECRET, Messages.SECRET);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> wrong = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                wrong.add(threads.submit(() -> wrongVerdicts(verifier, number)));
            }
            for (Future<Integer> count : wrong) {
                assertThat(count.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static int wrongVerdicts(SignatureVerifier verifier, int thread) {
        byte[] body = Messages.utf8("{\"thread\":" + thread + "}".repeat(thread * 100 + 1));
        Map<String, List<String>> good = Messages.signed(Messages.SECRET, "msg", "" + Messages.TIME, body);
        int wrong = 0;
        for (int call = 0; call < CALLS; call++) {
            wrong += verifier.verify(good, body, Messages.NOW) instanceof Verdict.Verified ? 0 : 1;
            wrong += verifier.verify(Messages.published(), body, Messages.NOW) instanceof Verdict.Verified ? 1 : 0;
        }
        return wrong;
    }
}
