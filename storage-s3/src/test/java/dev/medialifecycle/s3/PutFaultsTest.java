package dev.medialifecycle.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.medialifecycle.s3.FakeS3.at;
import static dev.medialifecycle.s3.FakeS3.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.testkit.TestSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a put when the server refuses, breaks, or was never reached. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PutFaultsTest {
    private static final byte[] BYTES = "some bytes".getBytes(StandardCharsets.UTF_8);
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
    void sends_the_bytes_as_they_are_in_a_way_that_every_server_understands() {
        StoredBlob stored = store("folder/ü +.png");

        LoggedRequest request = puts().get(0);
        assertThat(request.getUrl()).isEqualTo("/media/folder/%C3%BC%20%2B.png");
        assertThat(request.getBody()).isEqualTo(BYTES);
        assertThat(request.getHeader("Content-Type")).isEqualTo("image/png");
        assertThat(request.getHeader("Content-Length")).isEqualTo("" + BYTES.length);
        assertThat(request.getHeader("If-None-Match")).isEqualTo("*");
        assertThat(request.getHeaders().keys())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("checksum"))
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("trailer"))
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("tagging"))
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("acl"))
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("x-amz-meta"));
        assertThat(request.containsHeader("Content-Encoding")).isFalse();
        assertThat(request.containsHeader("Expect")).isFalse();
        assertThat(stored.size()).isEqualTo(BYTES.length);
    }

    @ParameterizedTest
    @CsvSource({
        "412, PreconditionFailed, CONFLICT, KEY_TAKEN",
        "409, ConditionalRequestConflict, CONFLICT, KEY_TAKEN",
        "403, AccessDenied, DENIED, STORAGE_DENIED",
        "403, SignatureDoesNotMatch, DENIED, STORAGE_DENIED",
        "400, InvalidToken, DENIED, STORAGE_DENIED",
        "404, NoSuchBucket, NOT_FOUND, BUCKET_NOT_FOUND",
        "500, InternalError, OUTCOME_UNKNOWN, STORAGE_OUTCOME_UNKNOWN",
        "503, SlowDown, THROTTLED, STORAGE_UNAVAILABLE",
        "400, RequestTimeout, UNAVAILABLE, STORAGE_UNAVAILABLE",
        "400, BadDigest, UNAVAILABLE, STORAGE_UNAVAILABLE",
        "400, InvalidObjectName, REJECTED, INVALID_LOCATION",
        "400, KeyTooLongError, REJECTED, INVALID_LOCATION",
        "400, EntityTooLarge, REJECTED, TOO_LARGE",
        "400, XAmzContentSHA256Mismatch, REJECTED, STORAGE_LIES",
        "501, NotImplemented, UNSUPPORTED, STORAGE_LIES",
        "403, RequestTimeTooSkewed, UNAVAILABLE, CLOCK_SKEW",
        "403, QuotaExceeded, UNAVAILABLE, QUOTA_LOCKED",
        "507, XMinioStorageFull, UNAVAILABLE, QUOTA_LOCKED",
        "301, PermanentRedirect, REJECTED, INVALID_SETTING",
        "307, TemporaryRedirect, REJECTED, INVALID_SETTING"
    })
    void maps_what_the_service_says(int status, String code, ErrorKind kind, ErrorCode meaning) {
        answer(error(status, code));

        MediaLifecycleException refusal = refusal("a.png");

        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal.code()).isEqualTo(meaning);
        assertThat(refusal).hasMessageContaining("s3:media").hasCauseInstanceOf(RuntimeException.class);
        assertThat(puts()).as("requests").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "502, OUTCOME_UNKNOWN",
        "504, OUTCOME_UNKNOWN",
        "503, THROTTLED",
        "429, THROTTLED",
        "401, DENIED",
        "403, DENIED"
    })
    void goes_by_the_status_where_something_else_than_the_service_answers(int status, ErrorKind kind) {
        answer(aResponse().withStatus(status).withBody("<html><body>No"));

        assertThat(refusal("a.png").kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    // A good status is an answer, however the rest of it broke.
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "MALFORMED_RESPONSE_CHUNK")
    void knows_nothing_after_a_connection_that_broke(Fault fault) {
        answer(aResponse().withFault(fault));

        MediaLifecycleException refusal = refusal("a.png");

        assertThat(refusal.kind()).isEqualTo(ErrorKind.OUTCOME_UNKNOWN);
        assertThat(refusal.code()).isEqualTo(ErrorCode.STORAGE_OUTCOME_UNKNOWN);
        assertThat(puts()).as("requests").hasSize(1);
    }

    @Test
    void knows_nothing_after_waiting_too_long() {
        answer(aResponse().withFixedDelay((int) FakeS3.SHORT.toMillis() * 4));

        try (S3Storage hasty = fake.open(builder -> builder.answerTimeout(FakeS3.SHORT))) {
            assertThat(refusal(hasty, "a.png").kind()).isEqualTo(ErrorKind.OUTCOME_UNKNOWN);
        }
    }

    @Test
    void is_sure_that_nothing_happened_where_nobody_listens() {
        try (S3Storage alone = fake.open(builder -> builder.endpoint(FakeS3.nobody()))) {
            assertThat(refusal(alone, "a.png").kind()).isEqualTo(ErrorKind.UNAVAILABLE);
        }
    }

    @Test
    void passes_on_how_long_a_throttling_service_wants_to_be_left_alone() {
        answer(error(503, "SlowDown").withHeader("Retry-After", "7"));

        assertThat(refusal("a.png").retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void names_the_region_that_a_redirect_names() {
        answer(error(301, "PermanentRedirect").withHeader("x-amz-bucket-region", "eu-west-3"));

        assertThat(refusal("a.png")).hasMessageContaining("set the region to eu-west-3");
    }

    @Test
    void looks_and_sends_the_condition_as_well_where_nobody_knows_what_the_server_does() {
        fake.server()
                .stubFor(head(urlPathEqualTo("/media/free"))
                        .willReturn(aResponse().withStatus(404)));
        fake.server()
                .stubFor(head(urlPathEqualTo("/media/taken"))
                        .willReturn(aResponse().withStatus(200)));

        try (S3Storage careful = fake.open(builder -> builder.conditionalPut(ConditionalPut.TRIED))) {
            store(careful, "free", TestSource.of(BYTES));

            assertThat(refusal(careful, "taken").code()).isEqualTo(ErrorCode.KEY_TAKEN);
        }
        assertThat(puts()).extracting(LoggedRequest::getUrl).containsExactly("/media/free");
        assertThat(puts().get(0).getHeader("If-None-Match")).isEqualTo("*");
    }

    @Test
    void puts_without_the_condition_where_the_server_does_not_know_it_and_remembers_that() {
        fake.server()
                .stubFor(head(urlPathEqualTo("/media/a")).willReturn(aResponse().withStatus(404)));
        fake.server()
                .stubFor(put(urlPathEqualTo("/media/a"))
                        .withHeader("If-None-Match", equalTo("*"))
                        .willReturn(error(501, "NotImplemented")));

        try (S3Storage careful = fake.open(builder -> builder.conditionalPut(ConditionalPut.TRIED))) {
            store(careful, "a", TestSource.of(BYTES));
            store(careful, "a", TestSource.of(BYTES));
        }

        assertThat(puts())
                .extracting(put -> put.containsHeader("If-None-Match"))
                .containsExactly(true, false, false);
        assertThat(puts().get(1).getBody()).isEqualTo(BYTES);
    }

    @Test
    void never_sends_the_condition_where_it_is_to_be_avoided() {
        fake.server()
                .stubFor(head(urlPathEqualTo("/media/a")).willReturn(aResponse().withStatus(404)));

        try (S3Storage careful = fake.open(builder -> builder.conditionalPut(ConditionalPut.AVOIDED))) {
            store(careful, "a", TestSource.of(BYTES));
        }

        fake.server().verify(1, putRequestedFor(urlPathEqualTo("/media/a")).withHeader("If-None-Match", absent()));
    }

    @Test
    void puts_nothing_where_it_may_not_look() {
        fake.server()
                .stubFor(head(urlPathEqualTo("/media/a")).willReturn(aResponse().withStatus(403)));

        try (S3Storage careful = fake.open(builder -> builder.conditionalPut(ConditionalPut.TRIED))) {
            assertThat(refusal(careful, "a").kind()).isEqualTo(ErrorKind.DENIED);
        }

        assertThat(puts()).isEmpty();
    }

    @Test
    void says_of_a_broken_source_that_it_is_the_source() {
        MediaLifecycleException refusal = catchThrowableOfType(
                MediaLifecycleException.class, () -> store(storage, "a", TestSource.breaking(new byte[100_000])));

        assertThat(refusal.code()).isEqualTo(ErrorCode.SOURCE_FAILED);
        assertThat(puts()).isEmpty();
    }

    @Test
    void says_of_an_empty_blob_whose_source_has_bytes_that_it_is_the_source() {
        MediaLifecycleException refusal = catchThrowableOfType(
                MediaLifecycleException.class, () -> store(storage, "a", TestSource.claiming(0, BYTES)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.SOURCE_FAILED);
        assertThat(puts()).isEmpty();
    }

    @Test
    void tells_no_secret_whatever_goes_wrong() {
        for (ResponseDefinitionBuilder answer : List.of(
                error(403, "SignatureDoesNotMatch"),
                error(500, "InternalError"),
                aResponse().withFault(Fault.EMPTY_RESPONSE))) {
            answer(answer);
            StringWriter trace = new StringWriter();
            refusal("a.png").printStackTrace(new PrintWriter(trace));

            assertThat(trace.toString()).doesNotContain(FakeS3.SECRET).doesNotContain("Signature=");
        }
        assertThat(storage.toString()).doesNotContain(FakeS3.SECRET);
    }

    private void answer(ResponseDefinitionBuilder answer) {
        fake.server().stubFor(put(urlPathEqualTo("/media/a.png")).willReturn(answer));
    }

    private StoredBlob store(String key) {
        return store(storage, key, TestSource.of(BYTES));
    }

    private static StoredBlob store(S3Storage storage, String key, BlobSource source) {
        return storage.put(new PutRequest(at(key), source, "image/png"));
    }

    private MediaLifecycleException refusal(String key) {
        return refusal(storage, key);
    }

    private static MediaLifecycleException refusal(S3Storage storage, String key) {
        MediaLifecycleException refusal =
                catchThrowableOfType(MediaLifecycleException.class, () -> store(storage, key, TestSource.of(BYTES)));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static List<LoggedRequest> puts() {
        return fake.requests().stream()
                .filter(request -> request.getMethod().getName().equals("PUT"))
                .toList();
    }
}
