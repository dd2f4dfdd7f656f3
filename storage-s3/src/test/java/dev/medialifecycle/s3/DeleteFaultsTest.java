package dev.medialifecycle.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.medialifecycle.blob.Deletion.Verdict.ALREADY_ABSENT;
import static dev.medialifecycle.blob.Deletion.Verdict.DELETED;
import static dev.medialifecycle.blob.Deletion.Verdict.DENIED;
import static dev.medialifecycle.blob.Deletion.Verdict.FAILED;
import static dev.medialifecycle.blob.Deletion.Verdict.PROTECTED;
import static dev.medialifecycle.s3.FakeS3.blobs;
import static dev.medialifecycle.s3.FakeS3.error;
import static dev.medialifecycle.s3.FakeS3.xml;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of verdicts when the server answers in part, wrongly, late or not at all. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DeleteFaultsTest {
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
        fake.server().stubFor(get(urlPathEqualTo("/media")).willReturn(xml(200, "<VersioningConfiguration/>")));
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void reads_the_errors_within_a_good_answer() {
        bulk(answer(deleted("a"), deleted("c"), failed("b", "AccessDenied")));

        List<Deletion> verdicts = storage.delete(blobs("a", "b", "c"));

        assertThat(verdicts).extracting(Deletion::verdict).containsExactly(DELETED, DENIED, DELETED);
        assertThat(verdicts.get(1).code()).isEqualTo(ErrorCode.DELETE_DENIED);
        assertThat(verdicts.get(1).reason())
                .contains("policy for this role", "a folder that it may touch", "credentials are the service's own");
    }

    @Test
    void knows_nothing_of_a_blob_that_the_answer_forgot() {
        bulk(answer(deleted("c"), deleted("a")));

        List<Deletion> verdicts = storage.delete(blobs("a", "b", "c"));

        assertThat(verdicts).extracting(Deletion::verdict).containsExactly(DELETED, FAILED, DELETED);
        assertThat(verdicts.get(1).failure()).isEqualTo(ErrorKind.OUTCOME_UNKNOWN);
    }

    @Test
    void asks_once_for_a_blob_that_is_asked_for_twice_and_answers_twice() {
        bulk(answer(deleted("b"), deleted("a"), deleted("a")));

        assertThat(storage.delete(blobs("a", "b", "a")))
                .extracting(Deletion::location)
                .containsExactlyElementsOf(locations("a", "b", "a"));
        assertThat(bulkRequests()).hasSize(1);
        assertThat(bulkRequests().get(0).getBodyAsString()).containsOnlyOnce("<Key>a</Key>");
    }

    @Test
    void believes_the_error_where_a_blob_is_said_to_be_both_deleted_and_not() {
        bulk(answer(deleted("a"), failed("a", "InternalError")));

        assertThat(storage.delete(blobs("a")).get(0).verdict()).isEqualTo(FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDenied, DENIED,",
        "SlowDown, FAILED, THROTTLED",
        "InternalError, FAILED, OUTCOME_UNKNOWN",
        "ServiceUnavailable, FAILED, THROTTLED",
        "NoSuchBucket, FAILED, NOT_FOUND",
        "NoSuchKey, ALREADY_ABSENT,",
        "MethodNotAllowed, PROTECTED,",
        "ObjectLocked, PROTECTED,",
        "OperationAborted, FAILED, CONFLICT",
        "PreconditionFailed, FAILED, CONFLICT",
        "QuotaExceeded, FAILED, UNAVAILABLE",
        "SomethingNew, FAILED, OUTCOME_UNKNOWN"
    })
    void maps_the_code_of_one_blob(String code, Deletion.Verdict verdict, ErrorKind kind) {
        bulk(answer(failed("a", code)));

        Deletion deletion = storage.delete(blobs("a")).get(0);

        assertThat(deletion.verdict()).isEqualTo(verdict);
        assertThat(deletion.failure()).isEqualTo(kind);
    }

    @Test
    void says_protected_where_an_object_lock_is_behind_the_denial() {
        bulk(answer("<Error><Key>a</Key><Code>AccessDenied</Code>"
                + "<Message>Access Denied because object protected by object lock.</Message></Error>"));

        assertThat(storage.delete(blobs("a")).get(0).verdict()).isEqualTo(PROTECTED);
    }

    @Test
    void takes_no_whole_request_error_in_a_good_status_for_success() {
        bulk(error(200, "InternalError"));

        assertThat(storage.delete(blobs("a", "b")))
                .allMatch(deletion -> deletion.failure() == ErrorKind.OUTCOME_UNKNOWN, "is unknown");
    }

    @Test
    void knows_nothing_after_an_answer_that_was_cut_off() {
        String whole = "<DeleteResult>" + deleted("a") + deleted("b") + "</DeleteResult>";
        for (int length = 0; length < whole.length(); length += 7) {
            bulk(xml(200, whole.substring(0, length)));

            assertThat(storage.delete(blobs("a", "b")))
                    .as("after %s characters", length)
                    .noneMatch(deletion -> deletion.verdict().isSuccess())
                    .allMatch(deletion -> deletion.failure() == ErrorKind.OUTCOME_UNKNOWN, "is unknown");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECTION_RESET_BY_PEER",
                "EMPTY_RESPONSE",
                "RANDOM_DATA_THEN_CLOSE",
                "MALFORMED_RESPONSE_CHUNK"
            })
    void knows_nothing_after_a_connection_that_broke(String fault) {
        fake.server()
                .stubFor(post(urlPathEqualTo("/media")).willReturn(aResponse().withFault(Fault.valueOf(fault))));

        assertThat(storage.delete(blobs("a", "b")))
                .allMatch(deletion -> deletion.failure() == ErrorKind.OUTCOME_UNKNOWN, "is unknown");
        assertThat(bulkRequests()).as("requests").hasSize(1);
    }

    @Test
    void knows_nothing_after_waiting_too_long() {
        bulk(answer(deleted("a")).withFixedDelay((int) FakeS3.SHORT.toMillis() * 4));

        try (S3Storage hasty = fake.open(builder -> builder.answerTimeout(FakeS3.SHORT))) {
            assertThat(hasty.delete(blobs("a")).get(0).failure()).isEqualTo(ErrorKind.OUTCOME_UNKNOWN);
        }
        assertThat(bulkRequests()).as("requests").hasSize(1);
    }

    @Test
    void is_sure_that_nothing_happened_where_nobody_listens() {
        try (S3Storage alone = fake.open(builder -> builder.endpoint(FakeS3.nobody()))) {
            assertThat(alone.delete(blobs("a")).get(0).failure()).isEqualTo(ErrorKind.UNAVAILABLE);
        }
    }

    @Test
    void passes_on_how_long_a_throttling_service_wants_to_be_left_alone() {
        bulk(error(503, "SlowDown").withHeader("Retry-After", "7"));

        Deletion deletion = storage.delete(blobs("a")).get(0);

        assertThat(deletion.failure()).isEqualTo(ErrorKind.THROTTLED);
        assertThat(deletion.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(bulkRequests()).as("requests").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "500, InternalError, OUTCOME_UNKNOWN",
        "502, '', OUTCOME_UNKNOWN",
        "504, '', OUTCOME_UNKNOWN",
        "429, '', THROTTLED",
        "404, NoSuchBucket, NOT_FOUND",
        "301, PermanentRedirect, REJECTED",
        "400, AuthorizationHeaderMalformed, REJECTED",
        "400, RequestTimeout, UNAVAILABLE",
        "403, RequestTimeTooSkewed, UNAVAILABLE",
        "403, UserSuspended, UNAVAILABLE"
    })
    void maps_the_failure_of_a_whole_request_for_each_of_its_blobs(int status, String code, ErrorKind kind) {
        bulk(code.isEmpty() ? aResponse().withStatus(status).withBody("<html>Bad") : error(status, code));

        List<Deletion> verdicts = storage.delete(blobs("a", "b"));

        assertThat(verdicts).extracting(Deletion::failure).containsExactly(kind, kind);
        assertThat(fake.server().findAll(deleteRequestedFor(urlPathMatching("/media/.*"))))
                .as("single deletes")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied", "ExpiredToken"})
    void says_denied_for_each_blob_where_the_service_refuses(String code) {
        bulk(error(403, code));

        assertThat(storage.delete(blobs("a", "b")))
                .extracting(Deletion::verdict)
                .containsExactly(DENIED, DENIED);
    }

    @ParameterizedTest
    @CsvSource({"405, MethodNotAllowed", "501, NotImplemented", "501, ''"})
    void deletes_one_by_one_where_the_server_knows_no_bulk_deletes_and_remembers_it(int status, String code) {
        bulk(code.isEmpty() ? aResponse().withStatus(status) : error(status, code));
        fake.server()
                .stubFor(delete(urlPathMatching("/media/.*"))
                        .willReturn(aResponse().withStatus(204)));

        assertThat(storage.delete(blobs("a", "b", "c"))).allMatch(deletion -> deletion.verdict() == DELETED);
        assertThat(storage.delete(blobs("d", "e"))).allMatch(deletion -> deletion.verdict() == DELETED);

        assertThat(fake.server().findAll(deleteRequestedFor(urlPathMatching("/media/[a-e]"))))
                .hasSize(5);
        assertThat(bulkRequests()).hasSize(1);
    }

    @Test
    void tries_bulk_deletes_again_after_one_that_was_refused_as_malformed() {
        bulk(error(400, "MalformedXML"));
        fake.server()
                .stubFor(delete(urlPathMatching("/media/.*"))
                        .willReturn(aResponse().withStatus(204)));
        assertThat(storage.delete(blobs("a"))).allMatch(deletion -> deletion.verdict() == DELETED);

        bulk(answer(deleted("b")));
        assertThat(storage.delete(blobs("b"))).allMatch(deletion -> deletion.verdict() == DELETED);
        assertThat(bulkRequests()).hasSize(2);

        bulk(error(400, "InvalidRequest"));
        IntStream.range(0, 10).forEach(time -> storage.delete(blobs("c")));
        assertThat(bulkRequests()).as("bulk requests before it is given up").hasSize(5);
    }

    @Test
    void sends_keys_that_xml_would_spoil_by_themselves() {
        fake.server()
                .stubFor(delete(urlPathMatching("/media/.*"))
                        .willReturn(aResponse().withStatus(204)));
        bulk(answer(deleted("plain")));

        List<Deletion> verdicts =
                storage.delete(blobs("plain", " before", "after ", "no\uFFFFcharacter", "line\u2028end"));

        assertThat(verdicts).allMatch(deletion -> deletion.verdict() == DELETED);
        assertThat(bulkRequests()).hasSize(1);
        assertThat(fake.server().findAll(deleteRequestedFor(urlPathMatching("/media/.*"))))
                .extracting(LoggedRequest::getUrl)
                .containsExactlyInAnyOrder(
                        "/media/%20before",
                        "/media/after%20", "/media/no%EF%BF%BFcharacter", "/media/line%E2%80%A8end");
    }

    @Test
    void asks_for_the_bucket_where_a_single_delete_finds_nothing() {
        fake.server()
                .stubFor(delete(urlPathMatching("/media/.*"))
                        .willReturn(aResponse().withStatus(404)));
        fake.server()
                .stubFor(head(urlPathEqualTo("/media")).willReturn(aResponse().withStatus(404)));
        assertThat(storage.delete(blobs("a ")).get(0).code()).isEqualTo(ErrorCode.BUCKET_NOT_FOUND);

        fake.server()
                .stubFor(head(urlPathEqualTo("/media")).willReturn(aResponse().withStatus(200)));
        assertThat(storage.delete(blobs("a ")).get(0).verdict()).isEqualTo(ALREADY_ABSENT);
    }

    @Test
    void asks_in_a_way_that_every_server_understands() {
        bulk(answer(deleted("a")));

        storage.delete(blobs("a"));

        LoggedRequest request = bulkRequests().get(0);
        assertThat(request.getHeader("Content-MD5")).isNotBlank();
        assertThat(request.getBodyAsString()).doesNotContain("Quiet").doesNotContain("VersionId");
        assertThat(request.containsHeader("x-amz-trailer")).isFalse();
        assertThat(request.containsHeader("Transfer-Encoding")).isFalse();
    }

    @Test
    void makes_as_many_requests_as_batches() {
        bulk(answer(Stream.of(keys(600)).map(DeleteFaultsTest::deleted).toArray(String[]::new)));

        List<Deletion> verdicts = storage.delete(blobs(keys(600)));

        assertThat(verdicts).hasSize(600).allMatch(deletion -> deletion.verdict() == DELETED);
        assertThat(verdicts).extracting(Deletion::location).containsExactlyElementsOf(locations(keys(600)));
        assertThat(bulkRequests()).extracting(DeleteFaultsTest::keysIn).containsExactlyInAnyOrder(250, 250, 100);
    }

    @Test
    void touches_no_bucket_that_it_was_not_given() {
        StoredBlob other = new StoredBlob(new BlobLocation("s3", "other", "a"), null, "image/png", 1, null);

        assertThat(storage.delete(List.of(other)).get(0).code()).isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
        assertThat(fake.requests()).isEmpty();
    }

    private void bulk(ResponseDefinitionBuilder answer) {
        fake.server().stubFor(post(urlPathEqualTo("/media")).willReturn(answer));
    }

    private List<LoggedRequest> bulkRequests() {
        return fake.server().findAll(postRequestedFor(urlEqualTo("/media?delete")));
    }

    private static ResponseDefinitionBuilder answer(String... entries) {
        return xml(200, "<DeleteResult>" + String.join("", entries) + "</DeleteResult>");
    }

    private static String deleted(String key) {
        return "<Deleted><Key>" + key + "</Key></Deleted>";
    }

    private static String failed(String key, String code) {
        return "<Error><Key>" + key + "</Key><Code>" + code + "</Code><Message></Message></Error>";
    }

    private static int keysIn(LoggedRequest request) {
        return request.getBodyAsString().split("<Key>", -1).length - 1;
    }

    private static String[] keys(int count) {
        return IntStream.range(0, count).mapToObj(number -> "k/" + number).toArray(String[]::new);
    }

    private static List<BlobLocation> locations(String... keys) {
        return Stream.of(keys).map(FakeS3::at).toList();
    }
}
