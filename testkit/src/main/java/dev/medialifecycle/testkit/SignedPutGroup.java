package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.SignedPut;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody without credentials stores exactly the blob that he was given leave for, by nothing but HTTP. */
abstract class SignedPutGroup extends ContractGroup {
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final byte[] BYTES = SeededRandom.of(3).bytes(20_000);

    SignedPutGroup(StorageProviderContract contract) {
        super(contract);
    }

    @BeforeEach
    void needsSignedPuts() {
        assume(Capability.SIGNED_PUT);
    }

    @Test
    void stores_what_is_sent_as_it_says() {
        BlobLocation location = work().use("folder/a b+c.png");

        assertThat(Web.send(leave(location), BYTES)).as("status").isBetween(200, 299);

        assertThat(work().read(location)).isEqualTo(BYTES);
        assertThat(provider().stat(location).map(StoredBlob::contentType)).contains("image/png");
        assertThat(provider().stat(location).map(StoredBlob::size)).contains((long) BYTES.length);
        assertThat(oracle().read(location).orElseThrow()).isEqualTo(BYTES);
    }

    @Test
    void leaves_the_bytes_of_a_taken_key_alone() {
        assume(Capability.CREATE_ONLY_PUT);
        work().put("taken", SeededRandom.utf8("old"));

        try {
            assertThat(Web.send(leave(work().at("taken")), BYTES)).as("status").isGreaterThanOrEqualTo(400);
        } catch (MediaLifecycleException refusal) {
            // Some services look already when they sign.
            assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_TAKEN);
        }
        assertThat(work().read("taken")).isEqualTo(SeededRandom.utf8("old"));
    }

    @Test
    void is_good_for_one_blob_only() {
        assume(Capability.CREATE_ONLY_PUT);
        SignedPut leave = leave(work().use("twice"));
        assertThat(Web.send(leave, BYTES)).as("status").isBetween(200, 299);

        assertThat(Web.send(leave, SeededRandom.of(4).bytes(BYTES.length)))
                .as("status of the second put")
                .isGreaterThanOrEqualTo(400);

        assertThat(work().read("twice")).isEqualTo(BYTES);
    }

    @Test
    void is_no_leave_for_another_key() {
        SignedPut leave = leave(work().use("meant"));
        BlobLocation other = work().use("other");
        URI url = URI.create(leave.url().toString().replace("/meant", "/other"));

        assertThat(url).as("a URL that tells the key").isNotEqualTo(leave.url());
        assertThat(Web.send(new SignedPut(url, leave.method(), leave.headers()), BYTES))
                .as("status")
                .isGreaterThanOrEqualTo(400);

        assertThat(oracle().exists(other)).isFalse();
    }

    @Test
    void is_a_name_of_its_blob() {
        BlobLocation location = work().at("folder/a.png");

        Located located = provider().locate(leave(location).url().toString());

        assertThat(located)
                .isInstanceOfSatisfying(
                        Located.Owned.class,
                        owned -> assertThat(owned.location()).isEqualTo(location));
    }

    @Test
    void shows_no_more_of_its_url_than_the_host() {
        SignedPut leave = leave(work().at("secret"));

        assertThat(leave.toString()).doesNotContain("secret", "?", leave.url().getRawPath());
    }

    @Test
    void refuses_a_lifetime_of_nothing() {
        BlobLocation location = work().at("a");

        assertThat(catchThrowable(() -> provider().signedPut(location, "image/png", 1, Duration.ZERO)))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void refuses_a_location_of_another_provider() {
        assertRefused(ErrorKind.REJECTED, ErrorCode.INVALID_LOCATION, () -> leave(elsewhere("a")));
    }

    private SignedPut leave(BlobLocation location) {
        return provider().signedPut(location, "image/png", BYTES.length, LIFETIME);
    }
}
