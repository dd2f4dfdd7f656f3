package dev.medialifecycle.examples.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.testkit.supabase.FakeSupabase;
import dev.medialifecycle.testkit.supabase.SupabasePolicy;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Broken set-ups of Supabase, each told by a code of its own. */
class SupabaseDoctorTest {
    private final FakeSupabase supabase =
            FakeSupabase.hosted(Clock.systemUTC()).bucket("inputs").publicBucket("images");
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        supabase.close();
    }

    @Test
    void a_sound_set_up_passes_and_shows_no_key() {
        assertThat(examine(supabase.serviceKey())).isZero();

        assertThat(text())
                .contains("OK storage key", "OK storage:inputs delete", "OK storage:images public URL")
                .doesNotContain(supabase.serviceKey())
                .endsWith("PASS\n");
        assertThat(supabase.keys("inputs")).isEmpty();
    }

    @Test
    void a_missing_bucket() {
        supabase.removeBucket("inputs");

        assertThat(examine(supabase.secretKey())).isEqualTo(2);

        assertThat(text()).contains("ML-ST-004 Storage bucket not found: storage:inputs", "Next: create it");
    }

    @Test
    void no_key_or_one_for_browsers_or_one_that_expired() {
        assertThat(run(Map.of(), "supabase", "url=" + supabase.url(), "buckets=inputs"))
                .isEqualTo(2);
        assertThat(text()).startsWith("ML-CFG-002").contains("SUPABASE_SERVICE_ROLE_KEY");

        for (String key :
                List.of(supabase.anonKey(), supabase.publishableKey(), supabase.serviceKey(Duration.ofHours(-1)))) {
            printed.reset();
            assertThat(examine(key)).isEqualTo(2);
            assertThat(text()).startsWith("ML-CFG-002").doesNotContain(key);
        }
    }

    @Test
    void a_role_that_may_not_delete() {
        supabase.allow("writer", SupabasePolicy.SELECT, SupabasePolicy.INSERT);

        assertThat(examine(supabase.secretKey("writer"))).isEqualTo(2);

        assertThat(text())
                .contains("ML-DEL-003", "Supabase removed nothing: check the service-role key or the delete policy");
    }

    @Test
    void a_project_over_its_quota() {
        supabase.lockQuota();

        assertThat(examine(supabase.secretKey())).isEqualTo(2);

        assertThat(text()).contains("ML-ST-011", "upgrade the plan");
        assertThat(supabase.received()).hasSize(1);
    }

    @Test
    void an_address_where_something_else_answers() {
        String elsewhere = supabase.url().toString().replace("/storage/v1", "/rest/v1");

        assertThat(run(
                        Map.of("SUPABASE_SERVICE_ROLE_KEY", supabase.secretKey()),
                        "supabase",
                        "url=" + elsewhere,
                        "buckets=inputs"))
                .isEqualTo(2);

        assertThat(text()).contains("ML-CFG-006 nothing at " + elsewhere + " speaks Supabase Storage");
    }

    @Test
    void a_url_from_a_database_is_explained() {
        String key = "7d0db514-1fba-4678-b0ae-d383b529ab76/reference-images/1760071049486-4ha9ko495um.png";
        String host = "https://pjgwpksoqubtzfsetjbu.supabase.co";

        int status = run(
                Map.of("SUPABASE_SERVICE_ROLE_KEY", "sb_secret_x"),
                "supabase",
                "url=" + host,
                "public-buckets=images",
                "explain=" + host + "/storage/v1/object/public/images/" + key);

        assertThat(status).isZero();
        assertThat(text()).contains("bucket images, key " + key);
    }

    private int examine(String key) {
        return run(
                Map.of("SUPABASE_SERVICE_ROLE_KEY", key),
                "supabase",
                "url=" + supabase.url(),
                "buckets=inputs",
                "public-buckets=images");
    }

    private int run(Map<String, String> environment, String... args) {
        return new Doctor(environment::get, new PrintStream(printed, true, StandardCharsets.UTF_8)).run(List.of(args));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
