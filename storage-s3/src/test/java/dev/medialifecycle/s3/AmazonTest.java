package dev.medialifecycle.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.s3.FakeAmazon.Answer;
import dev.medialifecycle.s3.FakeAmazon.Sent;
import dev.medialifecycle.testkit.TestSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpMethod;

/** What would be sent to Amazon, whose own ways differ from what other servers understand. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AmazonTest {
    private static final byte[] BYTES = "some bytes".getBytes(StandardCharsets.UTF_8);

    private final FakeAmazon amazon = new FakeAmazon();
    private final S3Storage storage = S3Storage.named("s3")
            .bucket("media")
            .region("eu-central-1")
            .credentials("ACCESS", "secret")
            .httpClient(amazon)
            .partsFrom(5 << 20)
            .partSize(5 << 20)
            .open();

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void declares_what_amazon_does() {
        assertThat(storage.capabilities())
                .containsExactlyInAnyOrder(
                        Capability.CREATE_ONLY_PUT,
                        Capability.LIST,
                        Capability.ORDERED_LIST,
                        Capability.RANGE_READ,
                        Capability.SIGNED_URL,
                        Capability.SIGNED_PUT,
                        Capability.ABORT_UNFINISHED);
    }

    @Test
    void puts_by_one_request_that_hashes_once_and_reads_once() {
        CountedSource source = new CountedSource(BYTES);

        storage.put(new PutRequest(at("a b.png"), source, "image/png"));

        assertThat(amazon.sent()).hasSize(1);
        Sent put = amazon.sent().get(0);
        assertThat(put.request().getUri()).hasToString("https://media.s3.eu-central-1.amazonaws.com/a%20b.png");
        assertThat(put.header("If-None-Match")).isEqualTo("*");
        assertThat(put.header("x-amz-content-sha256")).isEqualTo("STREAMING-UNSIGNED-PAYLOAD-TRAILER");
        assertThat(put.header("x-amz-trailer")).isEqualTo("x-amz-checksum-crc32");
        assertThat(source.opened.get()).as("times the source was opened").isEqualTo(1);
    }

    @Test
    void lets_the_service_check_a_digest_that_is_known_and_hashes_nothing_itself() throws Exception {
        CountedSource source = new CountedSource(BYTES);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(BYTES);

        storage.put(new PutRequest(at("a"), source, "image/png", HexFormat.of().formatHex(digest)));

        Sent put = amazon.sent().get(0);
        assertThat(put.header("x-amz-checksum-sha256"))
                .isEqualTo(Base64.getEncoder().encodeToString(digest));
        assertThat(put.header("x-amz-trailer")).isNull();
        assertThat(put.request().headers().keySet())
                .filteredOn(name -> name.startsWith("x-amz-checksum"))
                .hasSize(1);
        assertThat(put.header("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
        assertThat(put.body()).isEqualTo(BYTES);
        assertThat(source.opened.get()).as("times the source was opened").isEqualTo(1);
    }

    @Test
    void tells_the_checksums_of_parts_when_it_completes_them() {
        amazon.answering(sent -> {
            String query = sent.request().getUri().getRawQuery();
            return new Answer(
                    200,
                    query.contains("uploads")
                            ? "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>"
                            : query.contains("partNumber") ? "" : "<CompleteMultipartUploadResult/>");
        });
        CountedSource source = new CountedSource(new byte[(5 << 20) + 3]);

        storage.put(new PutRequest(at("big"), source, "video/mp4"));

        assertThat(amazon.sent()).hasSize(4);
        assertThat(amazon.sent().get(0).header("x-amz-checksum-algorithm")).isEqualTo("CRC32");
        assertThat(amazon.sent().get(0).header("If-None-Match")).isNull();
        assertThat(amazon.sent().get(1).header("x-amz-trailer")).isEqualTo("x-amz-checksum-crc32");
        assertThat(amazon.sent().get(3).header("If-None-Match")).isEqualTo("*");
        assertThat(amazon.sent().get(3).text().split("<ChecksumCRC32>AAAAAA==</ChecksumCRC32>", -1))
                .as("parts with a checksum")
                .hasSize(3);
        assertThat(source.opened.get()).as("times the source was opened").isEqualTo(1);
    }

    @Test
    void deletes_a_thousand_by_one_request() {
        amazon.answering(sent -> new Answer(
                200,
                sent.request().getUri().getRawQuery().contains("delete")
                        ? "<DeleteResult/>"
                        : "<VersioningConfiguration/>"));
        List<StoredBlob> blobs = IntStream.range(0, 2_500)
                .mapToObj(number -> new StoredBlob(at("k" + number), null, "image/png", 1, null))
                .toList();

        assertThat(storage.delete(blobs)).hasSize(2_500);

        assertThat(amazon.sent().stream()
                        .map(Sent::text)
                        .filter(text -> text.contains("<Key>"))
                        .map(text -> text.split("<Key>", -1).length - 1))
                .containsExactlyInAnyOrder(1_000, 1_000, 500);
    }

    @Test
    void creates_a_bucket_in_its_region() {
        amazon.answering(sent -> new Answer(sent.request().method() == SdkHttpMethod.HEAD ? 404 : 200, ""));

        S3Storage.named("s3")
                .bucket("media")
                .region("eu-central-1")
                .credentials("ACCESS", "secret")
                .httpClient(amazon)
                .createBuckets()
                .open()
                .close();

        assertThat(amazon.sent()).hasSize(2);
        assertThat(amazon.sent().get(1).text()).contains("<LocationConstraint>eu-central-1</LocationConstraint>");
    }

    @Test
    void says_that_the_name_of_a_bucket_is_somebody_elses() {
        amazon.answering(sent -> sent.request().method() == SdkHttpMethod.HEAD
                ? new Answer(404, "")
                : new Answer(409, "<Error><Code>BucketAlreadyExists</Code></Error>"));

        MediaLifecycleException refusal = refusal(() -> S3Storage.named("s3")
                .bucket("media")
                .region("eu-central-1")
                .credentials("ACCESS", "secret")
                .httpClient(amazon)
                .createBuckets()
                .open());

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_SETTING);
        assertThat(refusal).hasMessageContaining("somebody else's");
    }

    @Test
    void repeats_nothing_by_itself() {
        amazon.answering(sent -> new Answer(503, "<Error><Code>SlowDown</Code></Error>"));

        assertThat(refusal(() -> storage.stat(at("a"))).kind()).isEqualTo(ErrorKind.THROTTLED);
        assertThat(refusal(() -> storage.put(new PutRequest(at("a"), TestSource.of(BYTES), "image/png")))
                        .kind())
                .isEqualTo(ErrorKind.THROTTLED);
        assertThat(refusal(() -> storage.list("media", "", null)).kind()).isEqualTo(ErrorKind.THROTTLED);

        assertThat(amazon.sent()).hasSize(3);
    }

    @Test
    void says_that_there_are_no_credentials_and_that_they_may_appear() {
        try (S3Storage poor = S3Storage.named("s3")
                .bucket("media")
                .region("eu-central-1")
                .credentials(() -> {
                    throw SdkClientException.create("nothing found anywhere");
                })
                .httpClient(amazon)
                .open()) {
            for (MediaLifecycleException refusal : List.of(
                    refusal(() -> poor.stat(at("a"))),
                    refusal(() -> poor.signedUrl(at("a"), java.time.Duration.ofMinutes(1))),
                    refusal(() -> poor.put(new PutRequest(at("a"), TestSource.of(BYTES), "image/png"))))) {
                assertThat(refusal.code()).isEqualTo(ErrorCode.MISSING_CREDENTIALS);
                assertThat(refusal.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
            }
            assertThat(poor.delete(List.of(new StoredBlob(at("a"), null, "image/png", 1, null)))
                            .get(0)
                            .code())
                    .isEqualTo(ErrorCode.MISSING_CREDENTIALS);
        }
        assertThat(amazon.sent()).isEmpty();
    }

    private static MediaLifecycleException refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        MediaLifecycleException refusal = catchThrowableOfType(MediaLifecycleException.class, call);
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static BlobLocation at(String key) {
        return new BlobLocation("s3", "media", key);
    }

    private static final class CountedSource implements BlobSource {
        private final byte[] bytes;
        private final AtomicInteger opened = new AtomicInteger();

        CountedSource(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            opened.incrementAndGet();
            return new ByteArrayInputStream(bytes);
        }
    }
}
