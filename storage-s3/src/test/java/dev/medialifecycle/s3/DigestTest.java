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
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A digest that is known is signed in place of the body, and a real server checks both. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DigestTest {
    private static final byte[] BYTES = SeededRandom.of(6).bytes(200_000);

    private static S3ProxyServer server;
    private static S3Storage storage;

    @BeforeAll
    static void start() {
        server = S3ProxyServer.start();
        storage = server.storage("s3")
                .bucket("media")
                .conditionalPut(ConditionalPut.ENFORCED)
                .createBuckets()
                .open();
    }

    @AfterAll
    static void stop() {
        storage.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "folder/ü +%20&=?#.png", "a'b(c)*!~", " around ", "dots..", "\ud83d\ude00"})
    void stores_under_any_key_and_of_any_type(String key) throws IOException {
        StoredBlob stored = storage.put(
                new PutRequest(at(key), TestSource.of(BYTES), "image/svg+xml;  charset=\"utf-8\"", digest(BYTES)));

        try (InputStream bytes = storage.open(stored.location(), ByteRange.all())) {
            assertThat(bytes.readAllBytes()).isEqualTo(BYTES);
        }
    }

    @Test
    void reads_the_source_once_where_the_sdk_reads_it_twice() {
        Counted known = new Counted();
        Counted unknown = new Counted();

        storage.put(new PutRequest(at("known"), known, "image/png", digest(BYTES)));
        storage.put(new PutRequest(at("unknown"), unknown, "image/png"));

        assertThat(known.opened.get()).isEqualTo(1);
        assertThat(unknown.opened.get()).isEqualTo(2);
    }

    @Test
    void stores_nothing_whose_digest_is_another() {
        MediaLifecycleException refusal = catchThrowableOfType(
                MediaLifecycleException.class,
                () -> storage.put(
                        new PutRequest(at("forged"), TestSource.of(BYTES), "image/png", digest(new byte[1]))));

        assertThat(refusal.kind()).isIn(ErrorKind.REJECTED, ErrorKind.UNAVAILABLE, ErrorKind.DENIED);
        assertThat(storage.stat(at("forged"))).isEmpty();
    }

    @Test
    void stores_nothing_of_a_source_that_breaks_while_it_is_being_sent() {
        for (int size : new int[] {10, 100_000, 5_000_000}) {
            MediaLifecycleException refusal = catchThrowableOfType(
                    MediaLifecycleException.class,
                    () -> storage.put(new PutRequest(
                            at("broken"), TestSource.breaking(new byte[size]), "image/png", digest(new byte[size]))));

            assertThat(refusal.code()).as("%s bytes", size).isEqualTo(ErrorCode.SOURCE_FAILED);
            assertThat(storage.stat(at("broken"))).isEmpty();
        }
    }

    @Test
    void stores_nothing_of_a_source_of_another_size() {
        for (TestSource wrong :
                List.of(TestSource.claiming(BYTES.length - 1, BYTES), TestSource.claiming(BYTES.length + 1, BYTES))) {
            MediaLifecycleException refusal = catchThrowableOfType(
                    MediaLifecycleException.class,
                    () -> storage.put(new PutRequest(at("wrong"), wrong, "image/png", digest(BYTES))));

            assertThat(refusal.code()).isEqualTo(ErrorCode.SOURCE_FAILED);
            assertThat(storage.stat(at("wrong"))).isEmpty();
        }
    }

    @Test
    void is_denied_with_the_wrong_secret() {
        try (S3Storage forger = server.storage("s3")
                .bucket("media")
                .conditionalPut(ConditionalPut.ENFORCED)
                .credentials(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(S3ProxyServer.ACCESS_KEY, "wrong")))
                .open()) {
            MediaLifecycleException refusal = catchThrowableOfType(
                    MediaLifecycleException.class,
                    () -> forger.put(new PutRequest(at("forged"), TestSource.of(BYTES), "image/png", digest(BYTES))));

            assertThat(refusal.kind()).isEqualTo(ErrorKind.DENIED);
        }
        assertThat(storage.stat(at("forged"))).isEmpty();
    }

    @Test
    void refuses_a_taken_key() {
        storage.put(new PutRequest(at("taken"), TestSource.of(BYTES), "image/png", digest(BYTES)));

        MediaLifecycleException refusal = catchThrowableOfType(
                MediaLifecycleException.class,
                () -> storage.put(new PutRequest(at("taken"), TestSource.of(BYTES), "image/png", digest(BYTES))));

        assertThat(refusal.kind()).isEqualTo(ErrorKind.CONFLICT);
    }

    @Test
    void stores_no_bytes_under_their_digest_too() {
        storage.put(new PutRequest(at("none"), TestSource.of(new byte[0]), "image/png", digest(new byte[0])));

        assertThat(storage.stat(at("none")).map(StoredBlob::size)).contains(0L);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static BlobLocation at(String key) {
        return new BlobLocation("s3", "media", key);
    }

    private static final class Counted implements BlobSource {
        private final AtomicInteger opened = new AtomicInteger();

        @Override
        public long size() {
            return BYTES.length;
        }

        @Override
        public InputStream open() {
            opened.incrementAndGet();
            return TestSource.of(BYTES).open();
        }
    }
}
