package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    private static final int THREADS = 64;
    private static final int CALLS = Integer.getInteger("calls", 1_000);

    /** {@code -Dcalls=100000} for the long run. */
    @Test
    void judges_right_on_sixty_four_threads_at_once() throws Exception {
        List<Sample> samples = Sample.all();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> wrong = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                wrong.add(threads.submit(() -> wrongVerdicts(samples, number)));
            }
            for (Future<Integer> count : wrong) {
                assertThat(count.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** All threads share the verifiers; those that cost a thousand times as much are asked a hundredth as often. */
    private static int wrongVerdicts(List<Sample> samples, int thread) {
        int wrong = 0;
        for (int call = 0; call < CALLS; call++) {
            Sample sample = samples.get((thread + call) % samples.size());
            if (!sample.verifier().scheme().algorithm().isAsymmetric() || call % 100 < 2) {
                wrong += sample.verdict() instanceof Verdict.Verified ? 0 : 1;
                Verdict forged = sample.other().verify(sample.headers(), sample.body(), Sample.NOW);
                wrong += isRight(forged, sample) ? 0 : 1;
            }
        }
        return wrong;
    }

    /** While one thread asks for newer published keys, the others bid whoever fits none of the known ones to come again. */
    private static boolean isRight(Verdict forged, Sample sample) {
        return forged.equals(Messages.rejected(Reason.SIGNATURE_MISMATCH))
                || (sample.verifier().scheme().keyRule() == KeyRule.PUBLISHED
                        && forged.equals(Messages.rejected(Reason.KEYS_UNAVAILABLE)));
    }
}
