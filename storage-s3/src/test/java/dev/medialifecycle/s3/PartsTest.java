package dev.medialifecycle.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.testkit.SeededRandom;
import dev.medialifecycle.testkit.TestSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** Large blobs, part by part, on a real server: there whole or not at all, and nothing is left of what was given up. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PartsTest {
    private static final int PART = 5 << 20;
    private static final byte[] BYTES = SeededRandom.of(5).bytes(2 * PART + 1_234_567);

    private static S3ProxyServer server;
    private S3Storage storage;

    @BeforeAll
    static void start() {
        server = S3ProxyServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        storage = builder().createBuckets().open();
    }

    @AfterEach
    void close() {
        storage.abortUnfinished("media", Instant.MAX);
        storage.delete(storage.list("media", "", null).blobs());
        storage.close();
    }

    @Test
    void stores_all_bytes_and_the_content_type() throws IOException {
        StoredBlob stored = put("big/ü +.bin", TestSource.of(BYTES));

        assertThat(stored.size()).isEqualTo(BYTES.length);
        assertThat(read("big/ü +.bin")).isEqualTo(BYTES);
        assertThat(storage.stat(stored.location()).map(StoredBlob::contentType)).contains("video/mp4");
        assertThat(eTag("big/ü +.bin")).as("the tag of a blob in three parts").contains("-3");
        assertThat(unfinished()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART - 1, PART, PART + 1, 2 * PART})
    void stores_any_size(int size) throws IOException {
        byte[] bytes = SeededRandom.of(size).bytes(size);

        put("any", TestSource.of(bytes));

        assertThat(read("any")).isEqualTo(bytes);
    }

    @Test
    void reads_the_source_in_pieces_and_keeps_none_of_it() {
        AtomicInteger largest = new AtomicInteger();
        BlobSource source = new BlobSource() {
            @Override
            public long size() {
                return BYTES.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(BYTES) {
                    @Override
                    public synchronized int read(byte[] buffer, int offset, int length) {
                        largest.accumulateAndGet(length, Math::max);
                        return super.read(buffer, offset, length);
                    }
                };
            }
        };

        put("pieces", source);

        assertThat(largest.get()).isLessThanOrEqualTo(128 << 10);
    }

    @Test
    void reads_the_source_once_to_hash_and_once_to_send_however_many_parts_there_are() {
        AtomicInteger opened = new AtomicInteger();
        AtomicLong read = new AtomicLong();
        BlobSource source = new BlobSource() {
            @Override
            public long size() {
                return BYTES.length;
            }

            @Override
            public InputStream open() {
                opened.incrementAndGet();
                return new ByteArrayInputStream(BYTES) {
                    @Override
                    public synchronized int read(byte[] buffer, int offset, int length) {
                        int count = super.read(buffer, offset, length);
                        read.addAndGet(Math.max(0, count));
                        return count;
                    }
                };
            }
        };

        put("twice", source);

        assertThat(opened.get()).isEqualTo(2);
        assertThat(read.get()).isEqualTo(2L * BYTES.length);
    }

    @Test
    void refuses_a_taken_key_and_leaves_the_old_bytes_alone() throws IOException {
        byte[] old = SeededRandom.of(1).bytes(100);
        put("taken", TestSource.of(old));

        MediaLifecycleException refusal = refusal("taken", TestSource.of(BYTES));

        assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_TAKEN);
        assertThat(refusal.kind()).isEqualTo(ErrorKind.CONFLICT);
        assertThat(read("taken")).isEqualTo(old);
        assertThat(unfinished()).isZero();
    }

    @Test
    void lets_one_of_two_that_overlap_win_by_the_condition_alone() throws IOException {
        byte[] winner = SeededRandom.of(2).bytes(100);
        BlobSource slow = during(BYTES, PART + 1, () -> put("raced", TestSource.of(winner)));

        MediaLifecycleException refusal = refusal("raced", slow);

        assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_TAKEN);
        assertThat(read("raced")).isEqualTo(winner);
        assertThat(unfinished()).isZero();
    }

    @Test
    void looks_again_before_completing_where_the_server_may_not_refuse() throws IOException {
        byte[] winner = SeededRandom.of(2).bytes(100);
        try (S3Storage careful =
                builder().conditionalPut(ConditionalPut.AVOIDED).open()) {
            BlobSource slow = during(BYTES, PART + 1, () -> put("raced", TestSource.of(winner)));

            MediaLifecycleException refusal = catchThrowableOfType(
                    MediaLifecycleException.class, () -> careful.put(new PutRequest(at("raced"), slow, "video/mp4")));

            assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_TAKEN);
        }
        assertThat(read("raced")).isEqualTo(winner);
        assertThat(unfinished()).isZero();
    }

    @Test
    void leaves_nothing_behind_when_the_source_breaks_in_any_part() {
        for (int length : List.of(PART / 2, PART + PART / 2, 2 * BYTES.length - 100)) {
            // The test's source breaks after half of what it is given.
            MediaLifecycleException refusal = refusal("broken", TestSource.breaking(new byte[2 * length]));

            assertThat(refusal.code()).isEqualTo(ErrorCode.SOURCE_FAILED);
            assertThat(storage.stat(at("broken"))).isEmpty();
            assertThat(unfinished()).isZero();
        }
    }

    @Test
    void leaves_nothing_behind_when_the_source_is_of_another_size() {
        for (TestSource wrong :
                List.of(TestSource.claiming(BYTES.length + 1, BYTES), TestSource.claiming(BYTES.length - 1, BYTES))) {
            assertThat(refusal("wrong", wrong).code()).isEqualTo(ErrorCode.SOURCE_FAILED);
            assertThat(storage.stat(at("wrong"))).isEmpty();
            assertThat(unfinished()).isZero();
        }
    }

    @Test
    void is_killed_half_way_and_cleaned_up_later_whoever_does_it() {
        S3Client client = storage.unwrap(S3Client.class).orElseThrow();
        for (String key : List.of("killed/1", "killed/ü +%&", "killed/1")) {
            client.createMultipartUpload(create -> create.bucket("media").key(key));
        }
        assertThat(unfinished()).isEqualTo(3);

        try (S3Storage later = builder().open()) {
            assertThat(later.abortUnfinished("media", Instant.now().minus(Duration.ofDays(1))))
                    .as("what is younger")
                    .isZero();
            assertThat(unfinished()).isEqualTo(3);
            assertThat(later.abortUnfinished("media", Instant.now().plusSeconds(60)))
                    .isEqualTo(3);
        }
        assertThat(unfinished()).isZero();
    }

    @Test
    void makes_parts_large_enough_for_their_number_to_suffice() {
        assertThat(Parts.partSize(1, PART)).isEqualTo(PART);
        assertThat(Parts.partSize(10_000L * PART, PART)).isEqualTo(PART);
        for (long size : new long[] {10_000L * PART + 1, 100L << 30, (5L << 40) - 1, 5L << 40}) {
            long part = Parts.partSize(size, PART);
            assertThat((size + part - 1) / part).as("parts of %s bytes", size).isBetween(9_999L, 10_000L);
        }
    }

    @Test
    void stores_many_blobs_in_parts_at_once() {
        byte[] bytes = SeededRandom.of(9).bytes(PART + 1);

        IntStream.range(0, 6).parallel().forEach(number -> put("many/" + number, TestSource.of(bytes)));

        assertThat(storage.list("media", "many/", null).blobs())
                .extracting(StoredBlob::size)
                .containsOnly((long) bytes.length)
                .hasSize(6);
    }

    private static S3StorageBuilder builder() {
        return server.storage("s3")
                .bucket("media")
                .conditionalPut(ConditionalPut.ENFORCED)
                .partsFrom(1)
                .partSize(PART);
    }

    /** A source that does something else once so many bytes were read. */
    private static BlobSource during(byte[] bytes, int offset, Runnable event) {
        AtomicInteger read = new AtomicInteger();
        return new BlobSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes) {
                    @Override
                    public synchronized int read(byte[] buffer, int at, int length) {
                        int count = super.read(buffer, at, length);
                        int before = read.getAndAdd(count);
                        if (before < offset && before + count >= offset) {
                            event.run();
                        }
                        return count;
                    }
                };
            }
        };
    }

    private StoredBlob put(String key, BlobSource source) {
        return storage.put(new PutRequest(at(key), source, "video/mp4"));
    }

    private MediaLifecycleException refusal(String key, BlobSource source) {
        MediaLifecycleException refusal = catchThrowableOfType(MediaLifecycleException.class, () -> put(key, source));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private byte[] read(String key) throws IOException {
        try (InputStream bytes = storage.open(at(key), ByteRange.all())) {
            return bytes.readAllBytes();
        }
    }

    private String eTag(String key) {
        return storage.unwrap(S3Client.class)
                .orElseThrow()
                .headObject(head -> head.bucket("media").key(key))
                .eTag();
    }

    private int unfinished() {
        return storage.unwrap(S3Client.class)
                .orElseThrow()
                .listMultipartUploads(list -> list.bucket("media"))
                .uploads()
                .size();
    }

    private static BlobLocation at(String key) {
        return new BlobLocation("s3", "media", key);
    }
}
