package dev.medialifecycle.examples.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.testkit.supabase.FakeSupabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    private static final Map<String, String> NOTHING = Map.of();

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void a_sound_set_up_passes_and_leaves_nothing_behind() throws IOException {
        assertThat(run(NOTHING, "local", "folder=" + folder, "buckets=images")).isZero();

        assertThat(text())
                .contains("OK storage:images write", "OK storage:images delete")
                .endsWith("PASS\n");
        try (var files = Files.walk(folder.resolve("images"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void a_type_without_its_module_is_told_with_what_to_add() {
        assertThat(run(NOTHING, "floppy", "buckets=images")).isEqualTo(2);

        assertThat(text()).startsWith("ML-CFG-001").contains("Next: ");
    }

    @Test
    void a_setting_that_nobody_knows_is_refused() {
        assertThat(run(NOTHING, "local", "folder=" + folder, "bucket=images")).isEqualTo(2);

        assertThat(text()).startsWith("ML-CFG-001").contains("no bucket");
    }

    @Test
    void words_that_are_no_settings_are_refused_without_repeating_them() {
        assertThat(run(NOTHING, "local", "hunter2")).isEqualTo(2);

        assertThat(text()).doesNotContain("hunter2");
    }

    @Test
    void a_url_is_explained_without_asking_anybody() {
        String[] host = {
            "local", "folder=" + folder, "buckets=images", "base-url=https://media.example.com/files", "explain=?"
        };
        host[4] = "explain=https://media.example.com/files/images/a.png?token=hunter2";
        assertThat(run(NOTHING, host)).isZero();
        assertThat(text()).contains("bucket images, key a.png").doesNotContain("hunter2");

        printed.reset();
        host[4] = "explain=https://media.example.com.evil.example/files/images/a.png";
        assertThat(run(NOTHING, host)).isEqualTo(2);
        assertThat(text()).contains("ML-URL-003").endsWith("FAIL\n");
    }

    @Test
    void a_url_of_supabase_is_taken_apart() {
        Map<String, String> environment = Map.of("SUPABASE_SERVICE_ROLE_KEY", "sb_secret_0123456789abcdef0123456789");
        String url = "https://pjgwpksoqubtzfsetjbu.supabase.co/storage/v1/object/public/images/"
                + "7d0db514-1fba-4678-b0ae-d383b529ab76/reference-images/1760071049486-4ha9ko495um.png";

        int status = run(
                environment,
                "supabase",
                "url=https://pjgwpksoqubtzfsetjbu.supabase.co",
                "public-buckets=images",
                "explain=" + url);

        assertThat(text())
                .contains("bucket images, key 7d0db514-1fba-4678-b0ae-d383b529ab76/reference-images/"
                        + "1760071049486-4ha9ko495um.png");
        assertThat(status).isZero();
    }

    @Test
    void supabase_without_a_key_names_the_variable() {
        assertThat(run(NOTHING, "supabase", "url=https://ref.supabase.co", "buckets=images"))
                .isEqualTo(2);

        assertThat(text()).startsWith("ML-CFG-002").contains("SUPABASE_SERVICE_ROLE_KEY");
    }

    @Test
    void broken_set_ups_on_supabase_have_codes_of_their_own() {
        try (FakeSupabase supabase = FakeSupabase.hosted(Clock.systemUTC())) {
            supabase.bucket("images");
            expect("ML-CFG-002", supabase, supabase.anonKey(), "images");
            expect("ML-ST-004", supabase, supabase.serviceKey(), "images,private");
            expect("PASS", supabase, supabase.serviceKey(), "images");
            supabase.lockQuota();
            expect("ML-ST-011", supabase, supabase.serviceKey(), "images");
        }
    }

    private void expect(String code, FakeSupabase supabase, String key, String buckets) {
        printed.reset();
        int status = run(
                Map.of("SUPABASE_SERVICE_ROLE_KEY", key), "supabase", "url=" + supabase.url(), "buckets=" + buckets);

        assertThat(text()).contains(code).doesNotContain(key);
        assertThat(status).isEqualTo(code.equals("PASS") ? 0 : 2);
    }

    private int run(Map<String, String> environment, String... args) {
        return new Doctor(environment::get, new PrintStream(printed, true, StandardCharsets.UTF_8)).run(List.of(args));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
