package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is there, and its bytes, all of them or a range; what is absent is never there. */
abstract class ReadGroup extends ContractGroup {
    private static final byte[] BYTES = SeededRandom.of(7).bytes(100_000);

    ReadGroup(StorageProviderContract contract) {
        super(contract);
    }

    @Test
    void knows_location_and_size_of_a_blob() {
        work().put("a", BYTES);

        Optional<StoredBlob> found = provider().stat(work().at("a"));

        assertThat(found.map(StoredBlob::location)).contains(work().at("a"));
        assertThat(found.map(StoredBlob::size)).contains((long) BYTES.length);
    }

    @Test
    void finds_nothing_where_nothing_is() {
        assertThat(provider().stat(work().at("absent"))).isEmpty();
        assertRefused(
                ErrorKind.NOT_FOUND,
                ErrorCode.BLOB_NOT_FOUND,
                () -> provider().open(work().at("absent"), ByteRange.all()).close());
    }

    @Test
    void finds_nothing_at_the_start_of_another_keys_path() {
        work().put("folder/a", BYTES);

        assertThat(provider().stat(work().at("folder"))).isEmpty();
        assertRefused(
                ErrorKind.NOT_FOUND,
                ErrorCode.BLOB_NOT_FOUND,
                () -> provider().open(work().at("folder"), ByteRange.all()).close());
    }

    @Test
    void finds_nothing_below_a_blob() {
        work().put("a", BYTES);

        assertThat(provider().stat(work().at("a/b"))).isEmpty();
    }

    @Test
    void reads_a_range_from_the_middle() {
        work().put("a", BYTES);

        assertThat(work().read(work().at("a"), new ByteRange(1_000, 50))).isEqualTo(slice(1_000, 1_050));
    }

    @Test
    void reads_from_an_offset_to_the_end() {
        work().put("a", BYTES);

        assertThat(work().read(work().at("a"), ByteRange.from(99_990))).isEqualTo(slice(99_990, BYTES.length));
    }

    @Test
    void ends_a_range_that_reaches_past_the_end_at_the_end() {
        work().put("a", BYTES);

        assertThat(work().read(work().at("a"), new ByteRange(99_990, 1_000))).isEqualTo(slice(99_990, BYTES.length));
    }

    @Test
    void reads_nothing_from_a_range_past_the_end_or_of_no_length() {
        work().put("a", BYTES);

        assertThat(work().read(work().at("a"), ByteRange.from(BYTES.length))).isEmpty();
        assertThat(work().read(work().at("a"), ByteRange.from(BYTES.length + 10L)))
                .isEmpty();
        assertThat(work().read(work().at("a"), new ByteRange(10, 0))).isEmpty();
    }

    @Test
    void serves_two_readers_of_one_blob_independently() throws IOException {
        work().put("a", BYTES);

        try (InputStream one = provider().open(work().at("a"), ByteRange.all());
                InputStream other = provider().open(work().at("a"), ByteRange.from(500))) {
            assertThat(one.read()).isEqualTo(BYTES[0] & 0xFF);
            assertThat(other.read()).isEqualTo(BYTES[500] & 0xFF);
            assertThat(one.read()).isEqualTo(BYTES[1] & 0xFF);
        }
    }

    @Test
    void never_takes_a_bucket_that_does_not_exist_for_one_without_the_blob() {
        assertRefused(
                ErrorKind.NOT_FOUND,
                ErrorCode.BUCKET_NOT_FOUND,
                () -> provider().stat(missing("a")));
        assertThat(refusalOf(() ->
                                provider().open(missing("a"), ByteRange.all()).close())
                        .kind())
                .isEqualTo(ErrorKind.NOT_FOUND);
    }

    @Test
    void never_takes_a_configured_bucket_that_does_not_exist_for_one_without_the_blob() {
        try (StorageProvider lost = orSkip(contract().openOnMissingBucket(), "openOnMissingBucket")) {
            BlobLocation location = new BlobLocation(lost.name(), contract().missingBucket(), "a");

            assertRefused(ErrorKind.NOT_FOUND, ErrorCode.BUCKET_NOT_FOUND, () -> lost.stat(location));
        }
    }

    @Test
    void refuses_a_location_of_another_provider() {
        assertRefused(
                ErrorKind.REJECTED, ErrorCode.INVALID_LOCATION, () -> provider().stat(elsewhere("a")));
        assertRefused(
                ErrorKind.REJECTED,
                ErrorCode.INVALID_LOCATION,
                () -> provider().open(elsewhere("a"), ByteRange.all()).close());
    }

    private static byte[] slice(int from, int to) {
        return Arrays.copyOfRange(BYTES, from, to);
    }
}
