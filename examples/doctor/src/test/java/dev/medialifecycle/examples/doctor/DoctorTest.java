package dev.medialifecycle.examples.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private int run(Map<String, String> environment, String... args) {
        return new Doctor(environment::get, new PrintStream(printed, true, StandardCharsets.UTF_8)).run(List.of(args));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
