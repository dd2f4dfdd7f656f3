package dev.medialifecycle.imagekit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.diagnosis.Finding.Status;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.testkit.ManualClock;
import dev.medialifecycle.testkit.imagekit.ImageKitOperation;
import dev.medialifecycle.testkit.imagekit.ImageKitTrouble;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExaminationTest {
    @RegisterExtension
    final Fixture fixture = new Fixture();

    @Test
    void finds_all_in_order_and_changes_nothing() {
        fixture.imagekit.limitRequests(100, Duration.ofSeconds(1));

        assertThat(fixture.storage.diagnose()).hasSize(5).allMatch(finding -> finding.status() == Status.OK, "is fine");
        assertThat(fixture.imagekit.files()).isEmpty();
        assertThat(finding("request limit").text()).contains("100", "450");
    }

    @Test
    void tells_a_key_that_did_not_arrive_from_one_that_is_wrong() {
        fixture.imagekit.trouble(ImageKitOperation.SEARCH, 1, new ImageKitTrouble.Answer(401, "{}"));
        assertFailed("private key", ErrorCode.MISSING_CREDENTIALS, "401");

        ImageKitStorage wrong = fixture.builder().privateKey("private_wrong").open();
        Finding key = finding(wrong, "private key");
        assertThat(key.code()).isEqualTo(ErrorCode.STORAGE_DENIED);
        assertThat(key.toString()).contains("403").doesNotContain("private_wrong");
        assertThat(finding(wrong, "media folder").status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void finds_a_folder_that_is_missing() {
        fixture.imagekit.deleteFolder("/media");

        assertFailed("media folder", ErrorCode.BUCKET_NOT_FOUND, "media");
    }

    @Test
    void finds_clocks_that_disagree() {
        ImageKitStorage late = fixture.builder()
                .clock(ManualClock.at(fixture.clock.instant().plus(Duration.ofMinutes(5))))
                .open();
        assertThat(finding(late, "clock").status()).isEqualTo(Status.WARNING);

        ImageKitStorage wrong = fixture.builder()
                .clock(ManualClock.at(fixture.clock.instant().minus(Duration.ofHours(1))))
                .open();
        assertThat(finding(wrong, "clock").status()).isEqualTo(Status.FAILED);
        assertThat(finding(wrong, "clock").code()).isEqualTo(ErrorCode.CLOCK_SKEW);
    }

    @Test
    void finds_a_limit_that_is_lower_than_what_would_be_asked() {
        fixture.imagekit.limitRequests(120, Duration.ofMinutes(1));

        assertThat(finding("request limit").status()).isEqualTo(Status.WARNING);
        assertThat(finding("request limit").next()).contains("120");
    }

    @Test
    void finds_that_public_urls_will_not_work() {
        fixture.imagekit.restrictUnsigned();

        assertThat(finding("URL endpoint").status()).isEqualTo(Status.WARNING);
        assertThat(finding(fixture.builder().privateFiles().open(), "URL endpoint")
                        .status())
                .isEqualTo(Status.OK);
    }

    @Test
    void never_throws_when_nobody_answers() {
        fixture.imagekit.close();

        assertThat(fixture.storage.diagnose())
                .anyMatch(finding -> finding.subject().contains("private key") && finding.status() == Status.FAILED)
                .anyMatch(finding -> finding.subject().contains("URL endpoint") && finding.status() == Status.FAILED);
    }

    @Test
    void finds_an_endpoint_that_is_out_of_order() {
        fixture.imagekit.trouble(ImageKitOperation.READ, 1, new ImageKitTrouble.Answer(503, ""));

        assertFailed("URL endpoint", ErrorCode.STORAGE_UNAVAILABLE, "503");
    }

    @Test
    void shows_its_http_client_and_nothing_else() {
        assertThat(fixture.storage.unwrap(java.net.http.HttpClient.class)).isPresent();
        assertThat(fixture.storage.unwrap(URI.class)).isEmpty();
    }

    private void assertFailed(String subject, ErrorCode code, String text) {
        Finding finding = finding(subject);
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.code()).isEqualTo(code);
        assertThat(finding.text()).contains(text);
        assertThat(finding.next()).isNotBlank();
    }

    private Finding finding(String subject) {
        return finding(fixture.storage, subject);
    }

    private static Finding finding(ImageKitStorage storage, String subject) {
        return storage.diagnose().stream()
                .filter(finding -> finding.subject().endsWith(subject))
                .findFirst()
                .orElseThrow();
    }
}
