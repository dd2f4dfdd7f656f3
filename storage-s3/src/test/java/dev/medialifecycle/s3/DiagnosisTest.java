package dev.medialifecycle.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.medialifecycle.s3.FakeS3.error;
import static dev.medialifecycle.s3.FakeS3.xml;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.diagnosis.Finding.Status;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.testkit.ManualClock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Each broken set-up has a finding of its own that says what to do, and nothing is changed to find it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DiagnosisTest {
    private static final String NOW = "Sun, 01 Nov 2026 12:00:00 GMT";
    private static FakeS3 fake;
    private final ManualClock clock = ManualClock.at("2026-11-01T12:00:00Z");

    @BeforeAll
    static void start() {
        fake = new FakeS3();
    }

    @AfterAll
    static void stop() {
        fake.close();
    }

    @BeforeEach
    void allIsWell() {
        fake.forget();
        bucket(aResponse().withStatus(200).withHeader("Date", NOW));
        listing(xml(200, "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"));
        versioning(xml(200, "<VersioningConfiguration/>"));
    }

    @Test
    void finds_nothing_wrong_where_all_is_well_and_only_reads() {
        List<Finding> findings = diagnose();

        assertThat(findings)
                .noneMatch(finding -> finding.status() == Status.FAILED || finding.status() == Status.WARNING);
        assertThat(findings)
                .extracting(Finding::subject)
                .contains("s3 clock", "s3:media", "s3:media versions", "s3 create-only puts");
        assertThat(fake.requests())
                .extracting(request -> request.getMethod().getName())
                .containsOnly("GET", "HEAD");
    }

    @Test
    void finds_a_missing_bucket() {
        bucket(aResponse().withStatus(404));

        Finding finding = only(Status.FAILED);

        assertThat(finding.subject()).isEqualTo("s3:media");
        assertThat(finding.code()).isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
        assertThat(finding.text()).contains("Storage bucket not found: s3:media");
        assertThat(finding.next()).contains("create it");
    }

    @Test
    void finds_a_bucket_that_it_may_not_enter() {
        bucket(aResponse().withStatus(403));
        listing(error(403, "AccessDenied"));

        Finding finding = only(Status.FAILED);

        assertThat(finding.code()).isEqualTo(ErrorCode.STORAGE_DENIED);
        assertThat(finding.next()).contains("policy for this role");
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken"})
    void tells_credentials_that_are_refused_from_a_leave_that_is_missing(String code) {
        bucket(aResponse().withStatus(403));
        listing(error(403, code));

        Finding finding = only(Status.FAILED);

        assertThat(finding.subject()).isEqualTo("s3 credentials");
        assertThat(finding.code()).isEqualTo(ErrorCode.MISSING_CREDENTIALS);
        assertThat(finding.text()).contains(code);
    }

    @Test
    void tells_of_refused_credentials_once_however_many_buckets_there_are() {
        bucket(aResponse().withStatus(403));
        listing(error(403, "InvalidAccessKeyId"));
        fake.server()
                .stubFor(head(urlPathEqualTo("/thumbs")).willReturn(aResponse().withStatus(403)));
        fake.server().stubFor(get(urlPathEqualTo("/thumbs")).willReturn(error(403, "InvalidAccessKeyId")));

        assertThat(diagnose(builder -> builder.bucket("thumbs")))
                .filteredOn(finding -> finding.status() == Status.FAILED)
                .hasSize(1);
    }

    @Test
    void finds_that_there_are_no_credentials_and_asks_nobody() {
        List<Finding> findings = diagnose(builder -> builder.credentials(() -> {
            throw SdkClientException.create("nothing found anywhere");
        }));

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).code()).isEqualTo(ErrorCode.MISSING_CREDENTIALS);
        assertThat(findings.get(0).next()).contains("AWS_ACCESS_KEY_ID");
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void finds_that_the_bucket_is_in_another_region() {
        bucket(aResponse().withStatus(301).withHeader("x-amz-bucket-region", "eu-west-3"));

        Finding finding = only(Status.FAILED);

        assertThat(finding.code()).isEqualTo(ErrorCode.INVALID_SETTING);
        assertThat(finding.next()).isEqualTo("set the region to eu-west-3");
    }

    @Test
    void finds_that_nobody_answers_and_asks_no_more() {
        List<Finding> findings = diagnose(builder -> builder.bucket("thumbs").endpoint(FakeS3.nobody()));

        assertThat(findings)
                .filteredOn(finding -> finding.status() == Status.FAILED)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE);
                    assertThat(finding.subject()).isEqualTo("s3:media");
                });
        assertThat(findings)
                .anyMatch(finding ->
                        finding.status() == Status.SKIPPED && finding.subject().equals("s3:thumbs"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01T12:00:30Z, OK",
        "2026-11-01T12:05:00Z, WARNING",
        "2026-11-01T11:55:00Z, WARNING",
        "2026-11-01T13:00:00Z, FAILED",
        "2026-10-31T12:00:00Z, FAILED"
    })
    void compares_the_clocks(String ours, Status status) {
        ManualClock other = ManualClock.at(ours);

        Finding finding = diagnose(builder -> builder.clock(other)).stream()
                .filter(one -> one.subject().equals("s3 clock"))
                .findFirst()
                .orElseThrow();

        assertThat(finding.status()).isEqualTo(status);
        assertThat(finding.code()).isEqualTo(status == Status.OK ? null : ErrorCode.CLOCK_SKEW);
    }

    @Test
    void compares_the_clocks_by_a_refusal_too() {
        bucket(aResponse().withStatus(403).withHeader("Date", "Sun, 01 Nov 2026 10:00:00 GMT"));
        listing(error(403, "RequestTimeTooSkewed"));

        assertThat(diagnose())
                .filteredOn(finding -> finding.status() == Status.FAILED)
                .extracting(Finding::code)
                .containsOnly(ErrorCode.CLOCK_SKEW);
    }

    @Test
    void notes_that_versions_are_kept() {
        versioning(xml(200, "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"));

        assertThat(versions(diagnose()).text()).contains("a delete only marks");
        assertThat(versions(diagnose(S3StorageBuilder::purgeVersions)).text()).contains("removes them all");
    }

    @Test
    void finds_that_it_cannot_purge_where_it_may_not_ask_for_versions() {
        versioning(error(403, "AccessDenied"));

        assertThat(versions(diagnose()).status()).isEqualTo(Status.SKIPPED);
        Finding finding = versions(diagnose(S3StorageBuilder::purgeVersions));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.next()).contains("s3:GetBucketVersioning");
    }

    @Test
    void tells_no_secret() {
        listing(error(403, "SignatureDoesNotMatch"));

        assertThat(diagnose().toString()).doesNotContain(FakeS3.SECRET);
    }

    private Finding only(Status status) {
        List<Finding> found = diagnose().stream()
                .filter(finding -> finding.status() == status)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Finding versions(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.subject().equals("s3:media versions"))
                .findFirst()
                .orElseThrow();
    }

    private List<Finding> diagnose() {
        return diagnose(UnaryOperator.identity());
    }

    private List<Finding> diagnose(UnaryOperator<S3StorageBuilder> more) {
        try (S3Storage storage = fake.open(builder -> more.apply(builder.clock(clock)))) {
            return storage.diagnose();
        }
    }

    private static void bucket(ResponseDefinitionBuilder answer) {
        fake.server().stubFor(head(urlPathEqualTo("/media")).willReturn(answer));
    }

    private static void listing(ResponseDefinitionBuilder answer) {
        fake.server()
                .stubFor(get(urlPathEqualTo("/media"))
                        .withQueryParam("list-type", matching("2"))
                        .willReturn(answer));
    }

    private static void versioning(ResponseDefinitionBuilder answer) {
        fake.server().stubFor(get(urlEqualTo("/media?versioning")).willReturn(answer));
    }
}
