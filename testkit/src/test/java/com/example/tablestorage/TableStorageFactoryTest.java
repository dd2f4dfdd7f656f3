package com.example.tablestorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StorageProviders;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Being on the class path is enough to be opened by name. */
class TableStorageFactoryTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "jdbc-url", "jdbc:h2:mem:factory",
            "buckets", "images, videos",
            "base-url", "https://media.example.com/files");

    @Test
    void is_opened_by_the_name_of_its_type() {
        try (StorageProvider storage = StorageProviders.open("table", "uploads", SETTINGS)) {
            assertThat(storage).isInstanceOf(TableStorage.class);
            assertThat(storage.name()).isEqualTo("uploads");
            assertThat(storage.buckets()).containsExactlyInAnyOrder("images", "videos");
            assertThat(storage.publicUrl(new BlobLocation("uploads", "images", "a b.png")))
                    .hasToString("https://media.example.com/files/images/a%20b.png");
        }
    }

    @Test
    void names_a_setting_that_is_missing_or_misspelt() {
        Map<String, String> incomplete = new HashMap<>(SETTINGS);
        incomplete.remove("jdbc-url");
        Map<String, String> misspelt = new HashMap<>(SETTINGS);
        misspelt.put("pasword", "secret");

        assertThat(refusal(incomplete)).hasMessageContaining("jdbc-url");
        assertThat(refusal(misspelt)).hasMessageContaining("pasword").hasMessageNotContaining("secret");
        assertThat(refusal(misspelt).code()).isEqualTo(ErrorCode.INVALID_SETTING);
    }

    private static MediaLifecycleException refusal(Map<String, String> settings) {
        return catchThrowableOfType(
                MediaLifecycleException.class, () -> StorageProviders.open("table", "uploads", settings));
    }
}
