package dev.medialifecycle.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.local.LocalStorage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageProvidersTest {
    @TempDir
    private Path folder;

    @Test
    void a_type_on_the_class_path_is_opened_by_its_name() {
        Map<String, String> settings = settings();
        settings.put("base-url", "https://media.example.com/files");

        try (StorageProvider provider = StorageProviders.open("local", "disk", settings, variable -> null)) {
            assertThat(provider).isInstanceOf(LocalStorage.class);
            assertThat(provider.name()).isEqualTo("disk");
            assertThat(provider.buckets()).containsExactlyInAnyOrder("images", "videos");
            assertThat(provider.publicUrl(new BlobLocation("disk", "images", "a.png")))
                    .isEqualTo(URI.create("https://media.example.com/files/images/a.png"));
            assertThat(provider.capabilities()).doesNotContain(Capability.SIGNED_URL);
        }
    }

    @Test
    void a_secret_may_come_from_the_environment() {
        Map<String, String> settings = settings();
        settings.put("base-url", "https://media.example.com/files");
        Map<String, String> environment = Map.of("MEDIALIFECYCLE_SIGNING_SECRET", "0123456789abcdef");

        try (StorageProvider provider = StorageProviders.open("local", "disk", settings, environment::get)) {
            assertThat(provider.capabilities()).contains(Capability.SIGNED_URL);
        }
    }

    @Test
    void a_type_that_is_not_there_names_the_module_that_brings_it() {
        refused(ErrorCode.MISSING_PART, "s3", settings(), "dev.medialifecycle:medialifecycle-storage-s3");
        refused(ErrorCode.MISSING_PART, "supabase", settings(), "dev.medialifecycle:medialifecycle-storage-supabase");
        refused(ErrorCode.MISSING_PART, "imagekit", settings(), "dev.medialifecycle:medialifecycle-storage-imagekit");
        refused(ErrorCode.MISSING_PART, "floppy", settings(), "use one of [local]");
    }

    @Test
    void a_misspelt_setting_is_refused_and_the_right_ones_are_named() {
        Map<String, String> settings = settings();
        settings.put("bucket", "images");

        refused(ErrorCode.INVALID_SETTING, "local", settings, "[bucket]", "buckets");
    }

    @Test
    void a_missing_setting_is_named() {
        Map<String, String> settings = settings();
        settings.put("folder", " ");

        refused(ErrorCode.MISSING_PART, "local", settings, "folder");
    }

    @Test
    void settings_are_read_strictly() {
        StorageSettings settings = new StorageSettings(
                "disk",
                Map.of(
                        "flag", "yes", "count", "0", "time", "30s", "url", "ftp://x", "past", "-PT1S", "list",
                        " a, ,b "),
                variable -> null);

        assertThatThrownBy(() -> settings.flag("flag", true)).hasMessageContaining("flag");
        assertThatThrownBy(() -> settings.count("count", 1)).hasMessageContaining("count");
        assertThatThrownBy(() -> settings.time("time", Duration.ZERO)).hasMessageContaining("time");
        assertThatThrownBy(() -> settings.time("past", Duration.ZERO)).hasMessageContaining("past");
        assertThatThrownBy(() -> settings.url("url")).hasMessageContaining("url");
        assertThat(settings.names("list")).isEqualTo(Set.of("a", "b"));
        assertThat(settings.flag("none", true)).isTrue();
        assertThat(settings.count("none", 7)).isEqualTo(7);
        assertThat(settings.time("none", Duration.ofSeconds(3))).hasSeconds(3);
    }

    @Test
    void a_secret_that_is_nowhere_names_both_places_and_is_never_shown() {
        StorageSettings none = new StorageSettings("cloud", Map.of("key", ""), variable -> null);
        assertThatThrownBy(() -> none.secret("key", "CLOUD_KEY"))
                .isInstanceOf(MediaLifecycleException.class)
                .hasMessageContainingAll("ML-CFG-002", "CLOUD_KEY", "key");

        StorageSettings some = new StorageSettings("cloud", Map.of("key", "hunter2"), variable -> null);
        assertThat(some.secret("key", "CLOUD_KEY")).isEqualTo("hunter2");
        assertThat(some.toString()).doesNotContain("hunter2");
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("folder", folder.toString());
        settings.put("buckets", "images, videos");
        return settings;
    }

    private static void refused(ErrorCode code, String type, Map<String, String> settings, String... words) {
        assertThatThrownBy(() -> StorageProviders.open(type, "disk", settings, variable -> null))
                .isInstanceOfSatisfying(
                        MediaLifecycleException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code))
                .hasMessageContainingAll(words)
                .hasMessageContaining("Next: ");
    }
}
