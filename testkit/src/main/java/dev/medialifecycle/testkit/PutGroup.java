package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Puts are create-only, whole or not at all, and keep the content type. */
abstract class PutGroup extends ContractGroup {
    private static final int LARGE = 300_000;
    static final int RACERS = 8;

    PutGroup(StorageProviderContract contract) {
        super(contract);
    }

    @Test
    void stores_the_bytes_and_says_what_it_stored() {
        byte[] bytes = SeededRandom.of(1).bytes(LARGE);

        StoredBlob stored = work().put("a.bin", bytes);

        assertThat(stored.location()).isEqualTo(work().at("a.bin"));
        assertThat(stored.size()).isEqualTo(LARGE);
        assertThat(work().read("a.bin")).isEqualTo(bytes);
    }

    @Test
    void keeps_the_content_type() {
        StoredBlob stored = work().put("a", TestSource.of(bytes("png")), "image/png");

        assertThat(stored.contentType()).isEqualTo("image/png");
        assertThat(stat("a").map(StoredBlob::contentType)).contains("image/png");
    }

    @Test
    void stores_a_blob_of_no_bytes_or_refuses_it() {
        if (!contract().bearsEmptyBlobs()) {
            assertThat(refusalOf(() -> work().put("empty", new byte[0])).kind()).isEqualTo(ErrorKind.REJECTED);
            assertThat(stat("empty")).isEmpty();
            return;
        }
        work().put("empty", new byte[0]);

        assertThat(stat("empty").map(StoredBlob::size)).contains(0L);
        assertThat(work().read("empty")).isEmpty();
    }

    @Test
    void refuses_a_taken_key_and_leaves_the_old_bytes_alone() {
        work().put("a", TestSource.of(bytes("old")), "text/plain");

        assertRefused(
                ErrorKind.CONFLICT,
                ErrorCode.KEY_TAKEN,
                () -> work().put("a", TestSource.of(bytes("newer")), "image/png"));

        assertThat(work().read("a")).isEqualTo(bytes("old"));
        assertThat(stat("a").map(StoredBlob::contentType)).contains("text/plain");
    }

    @Test
    void leaves_nothing_behind_when_the_source_breaks_half_way() {
        leavesNothingBehind(TestSource.breaking(new byte[LARGE]));
    }

    @Test
    void leaves_nothing_behind_when_the_source_is_shorter_than_it_said() {
        leavesNothingBehind(TestSource.claiming(LARGE + 1, new byte[LARGE]));
    }

    @Test
    void leaves_nothing_behind_when_the_source_is_longer_than_it_said() {
        leavesNothingBehind(TestSource.claiming(LARGE - 1, new byte[LARGE]));
    }

    @Test
    void leaves_the_old_bytes_alone_when_a_broken_source_is_put_over_them() {
        work().put("a", bytes("old"));

        assertThat(catchThrowable(() -> work().put("a", TestSource.breaking(new byte[LARGE]), "image/png")))
                .isInstanceOf(RuntimeException.class);

        assertThat(work().read("a")).isEqualTo(bytes("old"));
    }

    @Test
    void lets_exactly_one_of_many_racers_win() {
        assume(Capability.CREATE_ONLY_PUT);

        List<Optional<MediaLifecycleException>> outcomes = Race.run(RACERS, this::race);

        assertThat(outcomes).filteredOn(Optional::isEmpty).as("winners").hasSize(1);
        assertThat(outcomes.stream().flatMap(Optional::stream))
                .allMatch(refusal -> refusal.kind() == ErrorKind.CONFLICT, "lost by CONFLICT");
        int winner = outcomes.indexOf(Optional.<MediaLifecycleException>empty());
        assertThat(work().read("raced")).isEqualTo(entry(winner));
        assertThat(stat("raced").map(StoredBlob::contentType)).contains("image/x-" + winner);
    }

    @Test
    void shows_a_blob_to_another_handle_at_once() {
        work().put("a", bytes("seen"));

        try (var other = contract().open()) {
            assertThat(other.stat(work().at("a"))).isPresent();
        }
    }

    @Test
    void keeps_awkward_keys_apart_or_refuses_them() {
        Map<String, byte[]> kept = new LinkedHashMap<>();
        for (String key : AwkwardKeys.all()) {
            try {
                work().put(key, bytes("I am " + key));
                kept.put(key, bytes("I am " + key));
            } catch (MediaLifecycleException refusal) {
                assertThat(refusal.kind()).as("refusal of %s", key).isEqualTo(ErrorKind.REJECTED);
                assertThat(stat(key)).as("%s after its refusal", key).isEmpty();
            }
        }
        kept.forEach((key, bytes) -> assertThat(work().read(key)).as(key).isEqualTo(bytes));
        assertThat(kept.size())
                .as("keys kept")
                .isGreaterThanOrEqualTo(contract().oddKeysKept());
    }

    @Test
    void keeps_a_blob_when_another_key_continues_its_path() {
        work().put("a", bytes("short"));
        try {
            work().put("a/b", bytes("long"));
            assertThat(work().read("a/b")).isEqualTo(bytes("long"));
        } catch (MediaLifecycleException refusal) {
            assertThat(refusal.kind()).isEqualTo(ErrorKind.REJECTED);
            assertThat(stat("a/b")).isEmpty();
        }
        assertThat(work().read("a")).isEqualTo(bytes("short"));
    }

    @Test
    void refuses_a_bucket_that_does_not_exist() {
        PutRequest request = new PutRequest(missing("a"), TestSource.of(bytes("x")), "text/plain");

        assertRefused(
                ErrorKind.NOT_FOUND,
                ErrorCode.BUCKET_NOT_FOUND,
                () -> provider().put(request));
    }

    @Test
    void refuses_a_location_of_another_provider() {
        PutRequest request = new PutRequest(elsewhere("a"), TestSource.of(bytes("x")), "text/plain");

        assertRefused(
                ErrorKind.REJECTED, ErrorCode.INVALID_LOCATION, () -> provider().put(request));
    }

    private void leavesNothingBehind(BlobSource broken) {
        assertThat(catchThrowable(() -> work().put("a", broken, "image/png"))).isInstanceOf(RuntimeException.class);
        assertThat(stat("a")).as("after the broken put").isEmpty();

        work().put("a", bytes("second try"));
        assertThat(work().read("a")).isEqualTo(bytes("second try"));
    }

    private Optional<MediaLifecycleException> race(int racer) {
        try {
            work().put("raced", TestSource.of(entry(racer)), "image/x-" + racer);
            return Optional.empty();
        } catch (MediaLifecycleException refusal) {
            return Optional.of(refusal);
        }
    }

    private static byte[] entry(int racer) {
        return SeededRandom.of(racer).bytes(LARGE + racer);
    }

    private Optional<StoredBlob> stat(String key) {
        return provider().stat(work().at(key));
    }

    private static byte[] bytes(String text) {
        return SeededRandom.utf8(text);
    }
}
