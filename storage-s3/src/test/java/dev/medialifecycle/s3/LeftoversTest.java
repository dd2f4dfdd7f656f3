package dev.medialifecycle.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.medialifecycle.s3.FakeS3.error;
import static dev.medialifecycle.s3.FakeS3.xml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Every page of what was left unfinished is looked at, and only what is old enough goes. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LeftoversTest {
    private static final Instant LIMIT = Instant.parse("2026-11-01T00:00:00Z");
    private static final String OLD = "2026-10-30T00:00:00.000Z";
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
        fake.server()
                .stubFor(delete(urlPathMatching("/media/.*"))
                        .willReturn(aResponse().withStatus(204)));
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void follows_all_pages() {
        fake.server()
                .stubFor(uploads()
                        .withQueryParam("key-marker", absent())
                        .willReturn(page(true, "a+b", upload("a%2Bb", "u1", OLD) + upload("a%2Bb", "u2", OLD))));
        fake.server()
                .stubFor(uploads()
                        .withQueryParam("key-marker", equalTo("a+b"))
                        .withQueryParam("upload-id-marker", equalTo("next"))
                        .willReturn(page(false, "", upload("c+d", "u3", OLD))));

        assertThat(storage.abortUnfinished("media", LIMIT)).isEqualTo(3);
        assertThat(aborted())
                .containsExactlyInAnyOrder(
                        "/media/a%2Bb?uploadId=u1", "/media/a%2Bb?uploadId=u2", "/media/c%20d?uploadId=u3");
    }

    @Test
    void leaves_alone_what_is_young_or_of_unknown_age() {
        fake.server()
                .stubFor(uploads()
                        .willReturn(page(
                                false,
                                "",
                                upload("young", "u1", "2026-11-01T00:00:01.000Z")
                                        + "<Upload><Key>ageless</Key><UploadId>u2</UploadId></Upload>"
                                        + upload("old", "u3", OLD))));

        assertThat(storage.abortUnfinished("media", LIMIT)).isEqualTo(1);
        assertThat(aborted()).containsExactly("/media/old?uploadId=u3");
    }

    @Test
    void goes_on_where_somebody_else_was_faster_and_does_not_count_it() {
        fake.server()
                .stubFor(uploads().willReturn(page(false, "", upload("gone", "u1", OLD) + upload("old", "u2", OLD))));
        fake.server().stubFor(delete(urlPathEqualTo("/media/gone")).willReturn(error(404, "NoSuchUpload")));

        assertThat(storage.abortUnfinished("media", LIMIT)).isEqualTo(1);
    }

    @Test
    void gives_up_where_pages_go_in_circles() {
        fake.server().stubFor(uploads().willReturn(page(true, "a", upload("a", "u1", OLD))));

        assertThat(refusal().code()).isEqualTo(ErrorCode.STORAGE_LIES);
    }

    @Test
    void says_that_the_bucket_is_missing() {
        fake.server().stubFor(uploads().willReturn(error(404, "NoSuchBucket")));

        assertThat(refusal().code()).isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
    }

    @Test
    void says_that_it_may_not() {
        fake.server().stubFor(uploads().willReturn(page(false, "", upload("a", "u1", OLD))));
        fake.server().stubFor(delete(urlPathEqualTo("/media/a")).willReturn(error(403, "AccessDenied")));

        assertThat(refusal().code()).isEqualTo(ErrorCode.STORAGE_DENIED);
    }

    private MediaLifecycleException refusal() {
        MediaLifecycleException refusal =
                catchThrowableOfType(MediaLifecycleException.class, () -> storage.abortUnfinished("media", LIMIT));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static java.util.List<String> aborted() {
        return fake.server().findAll(deleteRequestedFor(urlPathMatching("/media/.*"))).stream()
                .map(LoggedRequest::getUrl)
                .toList();
    }

    private static MappingBuilder uploads() {
        return get(urlPathEqualTo("/media")).withQueryParam("uploads", matching(".*"));
    }

    private static ResponseDefinitionBuilder page(boolean isTruncated, String nextKey, String entries) {
        return xml(
                200,
                "<ListMultipartUploadsResult><EncodingType>url</EncodingType><IsTruncated>" + isTruncated
                        + "</IsTruncated>"
                        + (nextKey.isEmpty()
                                ? ""
                                : "<NextKeyMarker>" + nextKey.replace("+", "%2B")
                                        + "</NextKeyMarker><NextUploadIdMarker>next</NextUploadIdMarker>")
                        + entries + "</ListMultipartUploadsResult>");
    }

    private static String upload(String key, String id, String initiated) {
        return "<Upload><Key>" + key + "</Key><UploadId>" + id + "</UploadId><Initiated>" + initiated
                + "</Initiated></Upload>";
    }
}
