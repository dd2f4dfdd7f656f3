package dev.medialifecycle.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.diagnosis.Finding.Status;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.testkit.ManualClock;
import dev.medialifecycle.testkit.supabase.SupabaseTrouble;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Each broken set-up has a code of its own and a remedy. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CheckupTest {
    private final Bench bench = Bench.hosted();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void all_is_well_where_it_is() {
        bench.supabase.bucket("small", 1000, "image/*");

        assertThat(bench.open(with -> with.bucket("small")).diagnose())
                .allMatch(finding -> finding.status() == Status.OK)
                .extracting(Finding::subject)
                .containsExactly(
                        "supabase key",
                        "supabase url",
                        "supabase clock",
                        "supabase:images",
                        "supabase:inputs",
                        "supabase:small");
        assertThat(bench.open(with -> with.bucket("small")).diagnose())
                .extracting(Finding::text)
                .contains(
                        "public, takes up to the project's limit of any type",
                        "private, takes up to 1000 bytes of [image/*]");
    }

    @Test
    void a_key_that_expires_soon_or_has_expired() {
        SupabaseStorage soon = bench.open(with -> with.serviceKey(bench.supabase.serviceKey(Duration.ofDays(20))));
        assertFinding(soon, "supabase key", Status.WARNING, ErrorCode.MISSING_CREDENTIALS, "2026-11-21");

        bench.clock.advance(Duration.ofDays(21));

        assertFinding(soon, "supabase key", Status.FAILED, ErrorCode.MISSING_CREDENTIALS, "expired");
        assertFinding(soon, "supabase:inputs", Status.FAILED, ErrorCode.STORAGE_DENIED, "exp");
    }

    @Test
    void a_key_that_row_policies_bind() {
        String bound = bench.supabase
                .serviceKey()
                .replaceAll(
                        "\\..*\\.",
                        "."
                                + java.util.Base64.getUrlEncoder()
                                        .encodeToString(Bench.bytes("{\"role\":\"media_writer\"}"))
                                + ".");

        SupabaseStorage storage = bench.open(with -> with.serviceKey(bound));

        assertFinding(storage, "supabase key", Status.WARNING, ErrorCode.MISSING_CREDENTIALS, "media_writer");
    }

    @Test
    void a_bucket_that_is_missing_or_hidden() {
        bench.supabase.removeBucket(Bench.PRIVATE);

        assertFinding(bench.storage, "supabase:inputs", Status.FAILED, ErrorCode.BUCKET_NOT_FOUND, "supabase:inputs");
        assertFinding(bench.storage, "supabase:images", Status.OK, null, "public");
    }

    @Test
    void a_bucket_that_is_more_or_less_open_than_it_was_configured() {
        bench.supabase.publicBucket(Bench.PRIVATE).bucket(Bench.PUBLIC);

        assertFinding(bench.storage, "supabase:inputs", Status.WARNING, ErrorCode.INVALID_SETTING, "it is public");
        assertFinding(bench.storage, "supabase:images", Status.FAILED, ErrorCode.INVALID_SETTING, "lead nowhere");
    }

    @Test
    void a_url_at_which_something_else_answers() {
        SupabaseStorage lost = SupabaseStorage.at(
                        "supabase", URI.create(bench.supabase.url().toString().replace("/v1", "/v2")))
                .serviceKey(bench.supabase.serviceKey())
                .bucket("inputs")
                .clock(bench.clock)
                .open();
        assertFinding(lost, "supabase:inputs", Status.FAILED, ErrorCode.INVALID_SETTING, "speaks Supabase Storage");

        bench.supabase.trouble("GET /bucket/inputs", SupabaseTrouble.said(200, Map.of(), "<html>hello</html>"), 1);
        assertFinding(
                bench.storage, "supabase:inputs", Status.FAILED, ErrorCode.INVALID_SETTING, "speaks Supabase Storage");
    }

    @Test
    void a_service_that_nobody_reaches() {
        bench.supabase.close();

        assertFinding(
                bench.storage, "supabase:inputs", Status.FAILED, ErrorCode.STORAGE_UNAVAILABLE, "cannot be reached");
    }

    @Test
    void a_key_that_the_gateway_does_not_know() {
        SupabaseStorage stranger = bench.open(with -> with.serviceKey("sb_secret_of_another_project"));

        assertFinding(stranger, "supabase:inputs", Status.FAILED, ErrorCode.STORAGE_DENIED, "Invalid API key");
    }

    @Test
    void a_clock_that_is_wrong() {
        assertFinding(skewed(Duration.ofMinutes(2)), "supabase clock", Status.WARNING, ErrorCode.CLOCK_SKEW, "120 s");
        assertFinding(skewed(Duration.ofMinutes(-11)), "supabase clock", Status.FAILED, ErrorCode.CLOCK_SKEW, "660 s");
    }

    @Test
    void a_key_that_travels_in_the_clear() {
        SupabaseStorage open = SupabaseStorage.at("supabase", URI.create("http://storage.invalid/storage/v1"))
                .serviceKey("sb_secret_abc")
                .bucket("inputs")
                .connectTimeout(Duration.ofSeconds(2))
                .open();

        assertFinding(open, "supabase url", Status.WARNING, ErrorCode.INVALID_SETTING, "without encryption");
    }

    private SupabaseStorage skewed(Duration skew) {
        ManualClock other = ManualClock.at(bench.clock.instant().plus(skew));
        return bench.open(with -> with.clock(other));
    }

    private static void assertFinding(
            SupabaseStorage storage, String subject, Status status, ErrorCode code, String text) {
        assertThat(storage.diagnose()).anySatisfy(finding -> {
            assertThat(finding.subject()).isEqualTo(subject);
            assertThat(finding.status()).as("%s", finding).isEqualTo(status);
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.text()).contains(text).doesNotContain(". Next:");
            if (status != Status.OK) {
                assertThat(finding.next()).isNotBlank();
            }
        });
    }
}
