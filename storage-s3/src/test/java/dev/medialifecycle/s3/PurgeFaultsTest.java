package dev.medialifecycle.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.medialifecycle.blob.Deletion.Verdict.ALREADY_ABSENT;
import static dev.medialifecycle.blob.Deletion.Verdict.DELETED;
import static dev.medialifecycle.blob.Deletion.Verdict.DENIED;
import static dev.medialifecycle.blob.Deletion.Verdict.PROTECTED;
import static dev.medialifecycle.s3.FakeS3.blobs;
import static dev.medialifecycle.s3.FakeS3.error;
import static dev.medialifecycle.s3.FakeS3.xml;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.error.ErrorKind;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Versions that a purge cannot see, cannot delete, or is told nothing of. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PurgeFaultsTest {
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
        storage = fake.open(S3StorageBuilder::purgeVersions);
        versioning("<Status>Enabled</Status>");
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void follows_the_versions_of_one_key_over_all_pages_and_stops_at_the_next_key() {
        fake.server()
                .stubFor(versions()
                        .withQueryParam("key-marker", absent())
                        .willReturn(page(true, "a+b", "v2", version("a%2Bb", "v1") + version("a%2Bb", "v2"))));
        fake.server()
                .stubFor(versions()
                        .withQueryParam("key-marker", equalTo("a+b"))
                        .withQueryParam("version-id-marker", equalTo("v2"))
                        .willReturn(page(true, "a+bc", "w1", version("a%2Bb", "v3") + version("a%2Bbc", "w1"))));
        bulk(deleted("a+b", "v1") + deleted("a+b", "v2") + deleted("a+b", "v3"));

        assertThat(purge("a+b").verdict()).isEqualTo(DELETED);
        assertThat(sent()).hasSize(1);
        assertThat(sent().get(0)).contains("v1", "v2", "v3").doesNotContain("w1");
    }

    @Test
    void leaves_the_markers_where_a_version_stays() {
        fake.server().stubFor(versions().willReturn(page(false, "", "", marker("a", "m1") + version("a", "v1"))));
        bulk("<Error><Key>a</Key><VersionId>v1</VersionId><Code>AccessDenied</Code>"
                + "<Message>Access Denied because object protected by object lock.</Message></Error>");

        assertThat(purge("a").verdict()).isEqualTo(PROTECTED);
        assertThat(sent()).hasSize(1);
        assertThat(sent().get(0)).contains("v1").doesNotContain("m1");
    }

    @Test
    void says_denied_where_versions_may_not_be_deleted() {
        fake.server().stubFor(versions().willReturn(page(false, "", "", version("a", "v1"))));
        bulk("<Error><Key>a</Key><VersionId>v1</VersionId><Code>AccessDenied</Code><Message></Message></Error>");

        assertThat(purge("a").verdict()).isEqualTo(DENIED);
    }

    @Test
    void knows_nothing_where_the_answer_forgot_a_version() {
        fake.server().stubFor(versions().willReturn(page(false, "", "", version("a", "v1") + version("a", "v2"))));
        bulk(deleted("a", "v2"));

        assertThat(purge("a").failure()).isEqualTo(ErrorKind.OUTCOME_UNKNOWN);
    }

    @Test
    void takes_a_version_that_somebody_else_deleted_for_deleted() {
        fake.server().stubFor(versions().willReturn(page(false, "", "", version("a", "v1"))));
        bulk("<Error><Key>a</Key><VersionId>v1</VersionId><Code>NoSuchVersion</Code><Message></Message></Error>");

        assertThat(purge("a").verdict()).isEqualTo(DELETED);
    }

    @Test
    void takes_no_page_of_another_kind_for_no_versions() {
        fake.server().stubFor(versions().willReturn(xml(200, "<html><body><p>Log in</p></body></html>")));

        assertThat(purge("a").verdict().isSuccess()).isFalse();
    }

    @Test
    void gives_up_where_pages_go_in_circles() {
        fake.server().stubFor(versions().willReturn(page(true, "a", "v1", version("a", "v1"))));

        assertThat(purge("a").verdict().isSuccess()).isFalse();
    }

    @Test
    void finds_nothing_where_nothing_is() {
        fake.server().stubFor(versions().willReturn(page(false, "", "", version("ab", "v1"))));

        assertThat(purge("a").verdict()).isEqualTo(ALREADY_ABSENT);
    }

    @Test
    void is_denied_where_it_may_not_know_whether_there_are_versions() {
        fake.server().stubFor(get(urlEqualTo("/media?versioning")).willReturn(error(403, "AccessDenied")));

        Deletion deletion = purge("a");

        assertThat(deletion.verdict()).isEqualTo(DENIED);
        assertThat(deletion.reason()).contains("s3:GetBucketVersioning");
    }

    @Test
    void deletes_plainly_where_the_server_knows_no_versions_and_names_none() {
        fake.server().stubFor(get(urlEqualTo("/media?versioning")).willReturn(error(501, "NotImplemented")));
        fake.server()
                .stubFor(delete(urlPathEqualTo("/media/a"))
                        .willReturn(aResponse().withStatus(204)));

        assertThat(purge("a").verdict()).isEqualTo(DELETED);
        assertThat(fake.requests()).extracting(LoggedRequest::getUrl).noneMatch(url -> url.contains("versionId"));
    }

    @Test
    void waits_for_an_answer_about_versions_before_it_deletes() {
        fake.server().stubFor(get(urlEqualTo("/media?versioning")).willReturn(error(503, "SlowDown")));

        assertThat(purge("a").failure()).isEqualTo(ErrorKind.THROTTLED);
        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void passes_on_that_the_service_is_throttling() {
        fake.server().stubFor(versions().willReturn(page(false, "", "", version("a", "v1"))));
        fake.server().stubFor(post(urlPathEqualTo("/media")).willReturn(error(503, "SlowDown")));

        assertThat(purge("a").failure()).isEqualTo(ErrorKind.THROTTLED);
    }

    private Deletion purge(String key) {
        return storage.delete(blobs(key)).get(0);
    }

    private static void versioning(String content) {
        fake.server()
                .stubFor(get(urlEqualTo("/media?versioning"))
                        .willReturn(xml(200, "<VersioningConfiguration>" + content + "</VersioningConfiguration>")));
    }

    private static MappingBuilder versions() {
        return get(urlPathEqualTo("/media")).withQueryParam("versions", matching(".*"));
    }

    private static void bulk(String entries) {
        fake.server()
                .stubFor(post(urlPathEqualTo("/media"))
                        .willReturn(xml(200, "<DeleteResult>" + entries + "</DeleteResult>")));
    }

    private static List<String> sent() {
        return fake.requests().stream()
                .filter(request -> request.getMethod().getName().equals("POST"))
                .map(LoggedRequest::getBodyAsString)
                .toList();
    }

    private static ResponseDefinitionBuilder page(
            boolean isTruncated, String nextKey, String nextVersion, String entries) {
        return xml(
                200,
                "<ListVersionsResult><EncodingType>url</EncodingType><IsTruncated>" + isTruncated + "</IsTruncated>"
                        + "<NextKeyMarker>" + nextKey.replace("+", "%2B") + "</NextKeyMarker><NextVersionIdMarker>"
                        + nextVersion + "</NextVersionIdMarker>" + entries + "</ListVersionsResult>");
    }

    private static String version(String key, String id) {
        return "<Version><Key>" + key + "</Key><VersionId>" + id + "</VersionId></Version>";
    }

    private static String marker(String key, String id) {
        return "<DeleteMarker><Key>" + key + "</Key><VersionId>" + id + "</VersionId></DeleteMarker>";
    }

    private static String deleted(String key, String id) {
        return "<Deleted><Key>" + key + "</Key><VersionId>" + id + "</VersionId></Deleted>";
    }
}
