package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.medialifecycle.verifier.Keys.EdKey;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwksSourceTest {
    private static final EdKey FIRST = Keys.ED25519.get(0);
    private static final EdKey SECOND = Keys.ED25519.get(1);

    private final Ticking clock = new Ticking(Sample.NOW);
    private final Fetches fetches = new Fetches();
    private final JwksSource source = JwksSource.of(fetches, clock);
    private final SignatureVerifier verifier = SignatureVerifier.of(Schemes.fal(), source);

    /** Counts fetches, and answers each when the test says so. */
    private static final class Fetches implements KeyFetch {
        final List<CompletableFuture<byte[]>> begun = new ArrayList<>();
        final CountDownLatch first = new CountDownLatch(1);

        @Override
        public synchronized CompletionStage<byte[]> fetch() {
            CompletableFuture<byte[]> next = new CompletableFuture<>();
            begun.add(next);
            first.countDown();
            return next;
        }

        void bring(EdKey... keys) {
            assertThat(last().complete(Keys.set(List.of(keys)))).isTrue();
        }

        void fail() {
            assertThat(last().completeExceptionally(new IOException("down"))).isTrue();
        }

        synchronized int count() {
            return begun.size();
        }

        private synchronized CompletableFuture<byte[]> last() {
            return begun.get(begun.size() - 1);
        }
    }

    @Test
    void fetches_nothing_before_a_delivery_needs_keys_nor_for_one_that_is_refused_by_its_form() {
        assertThat(verifier.begin(Messages.published(), Sample.NOW))
                .isEqualTo(Messages.rejected(Reason.MISSING_HEADER));
        assertThat(verifier.begin(Sample.fal(FIRST, Sample.BODY), Sample.NOW.plusSeconds(301)))
                .isEqualTo(Messages.rejected(Reason.TIMESTAMP_TOO_OLD));
        assertThat(fetches.count()).isZero();
    }

    @Test
    void fetches_once_for_a_thousand_first_deliveries_at_once() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(100);
        try {
            List<Future<Verdict>> verdicts = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                verdicts.add(threads.submit(() -> verdict(FIRST)));
            }
            assertThat(fetches.first.await(30, TimeUnit.SECONDS)).isTrue();
            fetches.bring(FIRST);
            for (Future<Verdict> verdict : verdicts) {
                assertThat(verdict.get()).isInstanceOf(Verdict.Verified.class);
            }
            assertThat(fetches.count()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void says_that_keys_are_unavailable_while_the_first_fetch_fails_and_tries_again_after_ten_seconds() {
        Verdict unavailable = Messages.rejected(Reason.KEYS_UNAVAILABLE);
        assertThat(whileFetching(fetches::fail)).isEqualTo(unavailable);
        clock.advance(Duration.ofSeconds(9));
        assertThat(verdict(FIRST)).isEqualTo(unavailable);
        assertThat(fetches.count()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        assertThat(whileFetching(() -> fetches.bring(FIRST))).isInstanceOf(Verdict.Verified.class);
        assertThat(fetches.count()).isEqualTo(2);
    }

    @Test
    void renews_keys_of_an_hour_in_the_background_and_keeps_nobody_waiting() {
        warmUp(FIRST);
        clock.advance(Duration.ofMinutes(59));
        assertThat(verdict(FIRST)).isInstanceOf(Verdict.Verified.class);
        assertThat(fetches.count()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(1));
        assertThat(verdict(FIRST)).isInstanceOf(Verdict.Verified.class);
        assertThat(verdict(FIRST)).isInstanceOf(Verdict.Verified.class);
        assertThat(fetches.count()).isEqualTo(2);

        fetches.bring(SECOND);
        assertThat(verdict(SECOND)).isInstanceOf(Verdict.Verified.class);
        // A key that is no longer published is no longer trusted.
        assertThat(verdict(FIRST)).isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void begins_no_second_fetch_however_long_the_first_takes() {
        warmUp(FIRST);
        clock.advance(Duration.ofHours(1));
        for (int minute = 0; minute < 3; minute++) {
            assertThat(verdict(FIRST)).isInstanceOf(Verdict.Verified.class);
            assertThat(verdict(SECOND)).isEqualTo(Messages.rejected(Reason.KEYS_UNAVAILABLE));
            assertThat(fetches.count()).isEqualTo(2);
            clock.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void uses_known_keys_for_a_day_while_fetching_fails_and_asks_once_a_minute() {
        warmUp(FIRST);
        clock.advance(Duration.ofHours(1));
        for (int minute = 0; minute < 3; minute++) {
            assertThat(verdict(FIRST)).isInstanceOf(Verdict.Verified.class);
            fetches.fail();
            assertThat(verdict(FIRST)).isInstanceOf(Verdict.Verified.class);
            assertThat(fetches.count()).isEqualTo(2 + minute);
            clock.advance(Duration.ofMinutes(1));
        }
        clock.advance(Duration.ofHours(23).minusMinutes(3).minusSeconds(1));
        assertThat(verdict(FIRST)).isInstanceOf(Verdict.Verified.class);
        fetches.fail();

        clock.advance(Duration.ofSeconds(10));
        assertThat(whileFetching(fetches::fail)).isEqualTo(Messages.rejected(Reason.KEYS_UNAVAILABLE));
    }

    @Test
    void asks_for_newer_keys_when_none_fits_and_bids_the_sender_to_try_again() {
        warmUp(FIRST);
        assertThat(verdict(SECOND)).isEqualTo(Messages.rejected(Reason.KEYS_UNAVAILABLE));
        assertThat(verdict(FIRST)).isInstanceOf(Verdict.Verified.class);
        assertThat(fetches.count()).isEqualTo(2);

        fetches.bring(FIRST, SECOND);
        assertThat(verdict(SECOND)).isInstanceOf(Verdict.Verified.class);
        assertThat(fetches.count()).isEqualTo(2);
    }

    @Test
    void accepts_at_once_what_newer_keys_that_are_at_hand_verify() {
        byte[][] published = {Keys.set(List.of(FIRST))};
        SignatureVerifier quick = SignatureVerifier.of(Schemes.fal(), Ticking.source(clock, published));
        assertThat(quick.verify(Sample.fal(FIRST, Sample.BODY), Sample.BODY, Sample.NOW))
                .isInstanceOf(Verdict.Verified.class);

        published[0] = Keys.set(List.of(SECOND));
        assertThat(quick.verify(Sample.fal(SECOND, Sample.BODY), Sample.BODY, Sample.NOW))
                .isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void asks_once_a_minute_under_a_flood_of_forgeries() {
        warmUp(FIRST);
        for (int minute = 0; minute < 3; minute++) {
            for (int i = 0; i < 20; i++) {
                assertThat(verdict(EdKey.random())).isInstanceOf(Verdict.Rejected.class);
                if (i == 0) {
                    fetches.bring(FIRST);
                }
            }
            assertThat(fetches.count()).isEqualTo(2 + minute);
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(verdict(FIRST)).isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void keeps_its_keys_when_it_is_brought_something_that_is_no_key_set() {
        warmUp(FIRST);
        for (String text :
                new String[] {"", "<html>", "[]", "{}", "{\"keys\":{}}", "{\"keys\":[]} x", "{\"keys\":[],\"keys\":[]}"
                }) {
            clock.advance(Duration.ofHours(1));
            assertThat(verdict(FIRST)).isInstanceOf(Verdict.Verified.class);
            assertThat(fetches.last().complete(Messages.utf8(text))).isTrue();
            assertThat(verdict(FIRST)).isInstanceOf(Verdict.Verified.class);
        }
    }

    @Test
    void trusts_nobody_when_its_sender_publishes_no_usable_key_and_asks_again_after_a_minute() {
        warmUp(FIRST);
        clock.advance(Duration.ofHours(1));
        assertThat(verdict(FIRST)).isInstanceOf(Verdict.Verified.class);
        assertThat(fetches.last().complete(Keys.set())).isTrue();
        assertThat(verdict(FIRST)).isEqualTo(Messages.rejected(Reason.NO_TRUSTED_KEYS));
        assertThat(source.prepare()).isFalse();

        clock.advance(Duration.ofMinutes(1));
        assertThat(verdict(FIRST)).isEqualTo(Messages.rejected(Reason.NO_TRUSTED_KEYS));
        fetches.bring(FIRST);
        assertThat(verdict(FIRST)).isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void takes_a_fetch_that_throws_or_brings_null_for_one_that_failed() {
        for (KeyFetch broken : List.<KeyFetch>of(
                () -> {
                    throw new IllegalStateException("broken");
                },
                () -> CompletableFuture.completedFuture(null))) {
            SignatureVerifier without = SignatureVerifier.of(Schemes.fal(), JwksSource.of(broken, clock));
            assertThat(without.begin(Sample.fal(FIRST, Sample.BODY), Sample.NOW))
                    .isEqualTo(Messages.rejected(Reason.KEYS_UNAVAILABLE));
        }
    }

    @Test
    void keeps_the_interruption_of_a_thread_that_waits_for_the_first_keys() {
        Thread.currentThread().interrupt();
        assertThat(verdict(FIRST)).isEqualTo(Messages.rejected(Reason.KEYS_UNAVAILABLE));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void fetches_before_the_first_delivery_if_told_to() {
        assertThat(Sample.published(Keys.set(List.of(FIRST))).prepare()).isTrue();
        assertThat(JwksSource.of(() -> CompletableFuture.failedFuture(new IOException()), clock)
                        .prepare())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://rest.fal.ai/.well-known/jwks.json",
                "https:///jwks.json",
                "https://rest.fal.ai",
                "https://user:pw@rest.fal.ai/jwks.json",
                "https://rest.fal.ai/jwks.json?from=x",
                "https://rest.fal.ai/jwks.json#x",
                "file:///etc/passwd",
                "/jwks.json"
            })
    void refuses_an_address_that_is_not_plainly_https(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> JwksSource.at(URI.create(address), clock));
    }

    @Test
    void takes_the_addresses_that_vendors_publish_at() {
        for (URI address : List.of(Schemes.FAL_KEYS, Schemes.FAL_KEYS_OF_2025, Schemes.GEMINI_KEYS)) {
            assertThat(JwksSource.at(address, clock)).isNotNull();
        }
    }

    private void warmUp(EdKey... keys) {
        assertThat(whileFetching(() -> fetches.bring(keys))).isInstanceOf(Verdict.Verified.class);
    }

    /** The verdict of a thread that has to wait for keys, which come, or fail to, once it does. */
    private Verdict whileFetching(Runnable answer) {
        int before = fetches.count();
        CompletableFuture<Verdict> waiting = CompletableFuture.supplyAsync(() -> verdict(FIRST));
        while (fetches.count() == before && !waiting.isDone()) {
            Thread.onSpinWait();
        }
        answer.run();
        return waiting.join();
    }

    private Verdict verdict(EdKey key) {
        return verifier.verify(Sample.fal(key, Sample.BODY), Sample.BODY, Sample.NOW);
    }
}
