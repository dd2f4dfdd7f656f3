package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
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
    void never_mixes_the_bytes_of_racing_writers() {
        List<Optional<MediaLifecycleException>> outcomes = Race.run(RACERS, this::race);

        byte[] bytes = oracle().read(work().at("raced")).orElseThrow();
        int writer = bytes.length - LARGE;
        assertThat(writer).as("the number of a writer").isBetween(0, RACERS - 1);
        assertThat(bytes).as("the bytes of writer %s", writer).isEqualTo(entry(writer));
        assertThat(outcomes.get(writer)).as("what writer %s was told", writer).isEmpty();
        assertThat(stat("raced").map(StoredBlob::contentType)).contains("image/x-" + writer);
        assertThat(stat("raced").map(StoredBlob::size)).contains((long) bytes.length);
    }

    @Test
    void streams_a_large_blob_in_and_out() throws IOException {
        PatternSource source = new PatternSource(contract().large());

        assertThat(work().put("large", source, "video/mp4").size()).isEqualTo(source.size());

        try (InputStream bytes = provider().open(work().at("large"), ByteRange.all())) {
            source.assertGives(bytes);
        }
    }

    @Test
    void takes_a_digest_that_is_known_beforehand() {
        byte[] bytes = SeededRandom.of(9).bytes(LARGE);
        BlobLocation location = work().use("digested");

        StoredBlob stored = provider().put(new PutRequest(location, TestSource.of(bytes), "image/png", sha256(bytes)));

        assertThat(stored.size()).isEqualTo(LARGE);
        assertThat(oracle().read(location).orElseThrow()).isEqualTo(bytes);
    }

    @Test
    void meets_what_somebody_elses_program_stored() {
        BlobLocation location = work().use("theirs");
        oracle().write(location, bytes("theirs"), "text/plain");

        assertThat(stat("theirs").map(StoredBlob::size)).contains(6L);
        assertThat(work().read("theirs")).isEqualTo(bytes("theirs"));
        assertRefused(ErrorKind.CONFLICT, ErrorCode.KEY_TAKEN, () -> work().put("theirs", bytes("ours")));
        assertThat(oracle().read(location).orElseThrow()).isEqualTo(bytes("theirs"));
    }

    @Test
    void shows_a_blob_to_another_handle_at_once() {
        work().put("a", bytes("seen"));

        try (var other = contract().open()) {
            assertThat(other.stat(work().at("a"))).isPresent();
        }
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

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
