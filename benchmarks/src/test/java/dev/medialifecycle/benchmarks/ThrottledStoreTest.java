package dev.medialifecycle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.benchmarks.outbox.ForgettingStorage;
import dev.medialifecycle.benchmarks.outbox.ThrottledStore;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StoredBlob;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThrottledStoreTest {
    private final AtomicLong now = new AtomicLong();
    private final ThrottledStore store = new ThrottledStore(2_000, false, now::get, 1);

    @Test
    void does_what_its_capacity_allows_and_refuses_the_rest() {
        assertThat(deletes(1_000)).isTrue();
        assertThat(deletes(1_000)).isTrue();
        assertThat(deletes(1_000)).isFalse();
        pass(Duration.ofMillis(500));
        assertThat(deletes(1_000)).isTrue();
        assertThat(deletes(1)).isFalse();
        assertThat(store.tally().wasted(0, 1)).isEqualTo(0.4);
    }

    @Test
    void has_a_tenth_of_its_capacity_in_a_storm() {
        assertThat(deletes(2_000)).isTrue();
        store.storm();
        pass(Duration.ofSeconds(1));
        assertThat(deletes(201)).isFalse();
        assertThat(deletes(200)).isTrue();
        store.calm();
        pass(Duration.ofSeconds(1));
        assertThat(deletes(2_000)).isTrue();
        assertThat(store.tally().deleted(0, 3)).isEqualTo(4_200);
    }

    private boolean deletes(int keys) {
        List<StoredBlob> asked = IntStream.range(0, keys)
                .mapToObj(n -> new StoredBlob(
                        new BlobLocation(ForgettingStorage.NAME, ForgettingStorage.BUCKET, "u1/" + n),
                        null,
                        "image/png",
                        1,
                        null))
                .toList();
        return store.answer(asked).stream()
                .allMatch(deletion -> deletion.verdict().isSuccess());
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
