package dev.medialifecycle.imagekit;

import static dev.medialifecycle.imagekit.Fixture.blob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Deletion.Verdict;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.testkit.imagekit.ImageKitOperation;
import dev.medialifecycle.testkit.imagekit.ImageKitRequest;
import dev.medialifecycle.testkit.imagekit.ImageKitTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An account that answers 429 to more than 500 requests a minute, in time that only the requests move. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RateLimitTest {
    private static final int WORKERS = 4;
    private static final int BLOBS = 1_000;

    @RegisterExtension
    final Fixture fixture = new Fixture();

    @Test
    void deletes_a_thousand_blobs_without_ids_by_four_workers_and_meets_no_limit() throws Exception {
        IntStream.range(0, BLOBS).forEach(number -> fixture.add("b-" + number));
        fixture.imagekit.limitRequests(500, Duration.ofMinutes(1));
        Instant start = fixture.clock.instant();

        List<Deletion> deletions = deleteByWorkers();

        assertThat(deletions).hasSize(BLOBS).extracting(Deletion::verdict).containsOnly(Verdict.DELETED);
        assertThat(fixture.imagekit.files()).isEmpty();
        List<Instant> times = fixture.imagekit.received().stream()
                .map(ImageKitRequest::at)
                .sorted()
                .toList();
        for (int first = 0; first + 500 < times.size(); first++) {
            assertThat(Duration.between(times.get(first), times.get(first + 500)))
                    .as("500 requests after request %s", first)
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        }
        assertThat(times.size()).isGreaterThanOrEqualTo(BLOBS + BLOBS / 100);
        assertThat(Duration.between(start, fixture.clock.instant())).isGreaterThan(Duration.ofMinutes(1));
    }

    private List<Deletion> deleteByWorkers() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Future<List<Deletion>>> parts = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                int first = worker * BLOBS / WORKERS;
                List<StoredBlob> part = IntStream.range(first, first + BLOBS / WORKERS)
                        .mapToObj(number -> blob("b-" + number, null))
                        .toList();
                parts.add(workers.submit(() -> fixture.storage.delete(part)));
            }
            List<Deletion> all = new ArrayList<>();
            for (Future<List<Deletion>> part : parts) {
                all.addAll(part.get());
            }
            return all;
        } finally {
            workers.shutdownNow();
        }
    }

    @Test
    void leaves_the_account_alone_for_as_many_milliseconds_as_a_429_says() {
        fixture.add("a.png");
        refuseNextSearch(Map.of("X-RateLimit-Reset", "9000"));

        Deletion refused = fixture.delete(blob("a.png", null));

        assertThat(refused.failure()).isEqualTo(ErrorKind.THROTTLED);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(9));
        Instant then = fixture.clock.instant();
        assertThat(fixture.delete(blob("a.png", null)).verdict()).isEqualTo(Verdict.DELETED);
        assertThat(Duration.between(then, fixture.clock.instant())).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void asks_nothing_more_while_the_pause_is_longer_than_anybody_waits() {
        List<StoredBlob> blobs = IntStream.range(0, 20)
                .mapToObj(number -> blob("b-" + number, null))
                .toList();
        refuseNextSearch(Map.of("X-RateLimit-Reset", "40000"));

        List<Deletion> deletions = fixture.storage.delete(blobs);

        assertThat(deletions).extracting(Deletion::failure).containsOnly(ErrorKind.THROTTLED);
        assertThat(deletions).extracting(Deletion::retryAfter).containsOnly(Duration.ofSeconds(40));
        assertThat(fixture.count(ImageKitOperation.SEARCH)).isEqualTo(1);
    }

    @Test
    void understands_retry_after_too_and_believes_no_pause_without_end() {
        assertThat(pauseAfter(Map.of("Retry-After", "7"))).isEqualTo(Duration.ofSeconds(7));
        assertThat(pauseAfter(Map.of())).isEqualTo(Duration.ofSeconds(1));
        assertThat(pauseAfter(Map.of("X-RateLimit-Reset", "soon"))).isEqualTo(Duration.ofSeconds(1));
        assertThat(pauseAfter(Map.of("X-RateLimit-Reset", "999999999999"))).isEqualTo(Duration.ofMinutes(15));
    }

    private Duration pauseAfter(Map<String, String> headers) {
        ImageKitStorage fresh = fixture.builder().open();
        refuseNextSearch(headers);
        MediaLifecycleException refusal = Fixture.failureOf(() -> fresh.stat(Fixture.at("a.png")));
        assertThat(refusal.kind()).isEqualTo(ErrorKind.THROTTLED);
        return refusal.retryAfter().orElseThrow();
    }

    private void refuseNextSearch(Map<String, String> headers) {
        fixture.imagekit.trouble(
                ImageKitOperation.SEARCH, 1, new ImageKitTrouble.Answer(429, "{\"message\":\"too many\"}", headers));
    }
}
