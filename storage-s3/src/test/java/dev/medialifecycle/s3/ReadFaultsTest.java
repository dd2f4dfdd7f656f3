package dev.medialifecycle.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.headRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.medialifecycle.s3.FakeS3.at;
import static dev.medialifecycle.s3.FakeS3.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.testkit.ManualClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is believed to be there, and when bytes are believed to be all. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReadFaultsTest {
    private static FakeS3 fake;
    private S3Storage storage;

    @BeforeAll
    static void start() {
        fake = new FakeS3();
    }

    @AfterAll
    static void stop() {
        fake.close();
    }

    @BeforeEach
    void open() {
        fake.forget();
        storage = fake.open();
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void says_absent_only_after_seeing_the_bucket() {
        look(aResponse().withStatus(404));

        assertThat(storage.stat(at("a"))).isEmpty();
        fake.server().verify(1, headRequestedFor(urlPathEqualTo("/media")));
    }

    @Test
    void never_says_absent_of_a_blob_in_a_missing_bucket() {
        look(aResponse().withStatus(404));
        bucket(aResponse().withStatus(404));

        MediaLifecycleException refusal = refusal(() -> storage.stat(at("a")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
        assertThat(refusal.kind()).isEqualTo(ErrorKind.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({"403, DENIED", "503, THROTTLED", "500, UNAVAILABLE", "301, REJECTED"})
    void never_says_absent_while_the_bucket_cannot_be_seen(int status, ErrorKind kind) {
        look(aResponse().withStatus(404));
        bucket(aResponse().withStatus(status));

        assertThat(refusal(() -> storage.stat(at("a"))).kind()).isEqualTo(kind);
    }

    @Test
    void asks_for_the_bucket_once_in_a_wave_of_absent_blobs_and_again_later() {
        look(aResponse().withStatus(404));
        ManualClock clock = ManualClock.at("2026-11-01T00:00:00Z");

        try (S3Storage timed = fake.open(builder -> builder.clock(clock))) {
            timed.stat(at("a"));
            timed.stat(at("a"));
            fake.server().verify(1, headRequestedFor(urlPathEqualTo("/media")));

            clock.advance(Duration.ofSeconds(11));
            bucket(aResponse().withStatus(404));
            assertThat(refusal(() -> timed.stat(at("a"))).code()).isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, DENIED, STORAGE_DENIED",
        "401, DENIED, STORAGE_DENIED",
        "500, UNAVAILABLE, STORAGE_UNAVAILABLE",
        "503, THROTTLED, STORAGE_UNAVAILABLE",
        "429, THROTTLED, STORAGE_UNAVAILABLE",
        "301, REJECTED, INVALID_SETTING",
        "400, REJECTED, STORAGE_LIES"
    })
    void goes_by_the_status_of_an_answer_to_head_as_it_has_no_body(int status, ErrorKind kind, ErrorCode code) {
        look(aResponse().withStatus(status));

        MediaLifecycleException refusal = refusal(() -> storage.stat(at("a")));

        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal.code()).isEqualTo(code);
        fake.server().verify(1, headRequestedFor(urlPathEqualTo("/media/a")));
    }

    @Test
    void tells_a_bare_400_from_the_wrong_region_by_the_region_that_it_names() {
        look(aResponse().withStatus(400).withHeader("x-amz-bucket-region", "eu-west-3"));

        assertThat(refusal(() -> storage.stat(at("a"))))
                .hasMessageContaining("set the region to eu-west-3")
                .extracting(MediaLifecycleException::code)
                .isEqualTo(ErrorCode.INVALID_SETTING);
    }

    @Test
    void explains_a_denial_by_its_three_causes() {
        look(aResponse().withStatus(403));

        assertThat(refusal(() -> storage.stat(at("a"))))
                .hasMessageContaining("policy for this role")
                .hasMessageContaining("a folder that it may touch")
                .hasMessageContaining("credentials are the service's own");
    }

    @Test
    void never_says_absent_after_no_answer() {
        look(aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertThat(refusal(() -> storage.stat(at("a"))).kind()).isEqualTo(ErrorKind.OUTCOME_UNKNOWN);

        try (S3Storage alone = fake.open(builder -> builder.endpoint(FakeS3.nobody()))) {
            assertThat(refusal(() -> alone.stat(at("a"))).kind()).isEqualTo(ErrorKind.UNAVAILABLE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, NoSuchKey, NOT_FOUND, BLOB_NOT_FOUND",
        "404, NoSuchBucket, NOT_FOUND, BUCKET_NOT_FOUND",
        "403, AccessDenied, DENIED, STORAGE_DENIED",
        "403, InvalidObjectState, DENIED, STORAGE_DENIED",
        "500, InternalError, UNAVAILABLE, STORAGE_UNAVAILABLE",
        "503, SlowDown, THROTTLED, STORAGE_UNAVAILABLE"
    })
    void maps_what_the_service_says_to_a_read(int status, String said, ErrorKind kind, ErrorCode code) {
        bytes(error(status, said));

        MediaLifecycleException refusal = refusal(() -> storage.open(at("a"), ByteRange.all()));

        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal.code()).isEqualTo(code);
    }

    @Test
    void finds_out_that_it_is_the_bucket_which_is_missing_where_a_read_does_not_say() {
        bytes(aResponse().withStatus(404).withBody("<html>"));
        bucket(aResponse().withStatus(404));

        assertThat(refusal(() -> storage.open(at("a"), ByteRange.all())).code()).isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
    }

    @Test
    void gives_a_range_even_if_a_server_or_proxy_sends_everything() throws IOException {
        bytes(aResponse().withStatus(200).withBody("0123456789"));

        assertThat(text(new ByteRange(3, 4))).isEqualTo("3456");
        assertThat(text(new ByteRange(8, 100))).isEqualTo("89");
        assertThat(text(ByteRange.from(7))).isEqualTo("789");
        assertThat(text(ByteRange.from(20))).isEmpty();
        assertThat(text(new ByteRange(0, 3))).isEqualTo("012");
    }

    @Test
    void asks_for_the_range_only() throws IOException {
        bytes(aResponse()
                .withStatus(206)
                .withHeader("Content-Range", "bytes 3-6/10")
                .withBody("3456"));

        assertThat(text(new ByteRange(3, 4))).isEqualTo("3456");
        assertThat(text(ByteRange.from(3))).isEqualTo("3456");
        assertThat(text(new ByteRange(3, Long.MAX_VALUE - 1))).isEqualTo("3456");

        assertThat(fake.requests())
                .extracting((LoggedRequest request) -> request.getHeader("Range"))
                .containsExactly("bytes=3-6", "bytes=3-", "bytes=3-");
    }

    @Test
    void reads_nothing_past_the_end() throws IOException {
        bytes(error(416, "InvalidRange"));

        assertThat(text(ByteRange.from(10))).isEmpty();
    }

    @Test
    void never_takes_a_connection_that_broke_for_the_end() throws IOException {
        for (int sent : new int[] {0, 1, 5_000, 9_999}) {
            try (HalfServer server = new HalfServer(10_000, sent);
                    S3Storage half = fake.open(builder -> builder.endpoint(server.endpoint()))) {
                assertThatThrownBy(() -> {
                            try (InputStream bytes = half.open(at("a"), ByteRange.all())) {
                                bytes.readAllBytes();
                            }
                        })
                        .as("after %s of 10000 bytes", sent)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    private String text(ByteRange range) throws IOException {
        try (InputStream bytes = storage.open(at("a"), range)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static MediaLifecycleException refusal(ThrowingCallable call) {
        MediaLifecycleException refusal = catchThrowableOfType(MediaLifecycleException.class, call);
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static void look(ResponseDefinitionBuilder answer) {
        fake.server().stubFor(head(urlPathEqualTo("/media/a")).willReturn(answer));
    }

    private static void bytes(ResponseDefinitionBuilder answer) {
        fake.server().stubFor(get(urlPathEqualTo("/media/a")).willReturn(answer));
    }

    private static void bucket(ResponseDefinitionBuilder answer) {
        fake.server().stubFor(head(urlPathEqualTo("/media")).willReturn(answer));
    }

    /** Promises more bytes than it sends, and hangs up. */
    private static final class HalfServer implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

        HalfServer(int promised, int sent) throws IOException {
            Thread thread = new Thread(() -> serve(promised, sent));
            thread.setDaemon(true);
            thread.start();
        }

        URI endpoint() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }

        private void serve(int promised, int sent) {
            try (Socket client = socket.accept();
                    OutputStream out = client.getOutputStream()) {
                byte[] request = new byte[8192];
                int unused = client.getInputStream().read(request);
                String head = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: " + promised + "\r\n\r\n";
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                out.write(new byte[sent]);
                out.flush();
            } catch (IOException e) {
                // The test sees what the client makes of it.
            }
        }
    }
}
