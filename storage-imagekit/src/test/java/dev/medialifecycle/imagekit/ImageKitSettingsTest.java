package dev.medialifecycle.imagekit;

import static dev.medialifecycle.imagekit.Fixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StorageProviders;
import dev.medialifecycle.error.ErrorCode;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ImageKitSettingsTest {
    private static final Map<String, String> LEAST = Map.of(
            "private-key",
            "private_abc",
            "url-endpoints",
            "https://ik.imagekit.io/demo, https://images.example.com",
            "buckets",
            "media, inputs");

    @Test
    void opens_by_the_name_of_its_type() {
        try (StorageProvider provider = open(LEAST)) {
            assertThat(provider).isInstanceOf(ImageKitStorage.class);
            assertThat(provider.name()).isEqualTo("pictures");
            assertThat(provider.buckets()).containsExactlyInAnyOrder("media", "inputs");
            assertThat(provider.locate("https://images.example.com/media/a.png"))
                    .isInstanceOf(Located.Owned.class);
            assertThat(provider.capabilities())
                    .contains(Capability.HANDLES, Capability.LIST, Capability.PUBLIC_URL, Capability.SIGNED_URL)
                    .doesNotContain(Capability.ORDERED_LIST, Capability.CREATE_ONLY_PUT);
        }
    }

    @Test
    void takes_the_key_from_the_environment() {
        Map<String, String> settings = new HashMap<>(LEAST);
        settings.remove("private-key");

        StorageProvider provider = StorageProviders.open(
                "imagekit",
                "pictures",
                settings,
                variable -> variable.equals("IMAGEKIT_PRIVATE_KEY") ? "private_env" : null);

        assertThat(provider).isNotNull();
        provider.close();
        assertThat(failureOf(() -> StorageProviders.open("imagekit", "pictures", settings, variable -> null))
                        .code())
                .isEqualTo(ErrorCode.MISSING_CREDENTIALS);
    }

    @Test
    void knows_all_that_the_page_lists() {
        Map<String, String> settings = new HashMap<>(LEAST);
        settings.putAll(Map.of(
                "external-endpoints", "https://ik.imagekit.io/demo/shop",
                "requests-a-minute", "100",
                "writes-a-minute", "50",
                "longest-wait", "PT5S",
                "connect-timeout", "PT5S",
                "timeout", "PT20S",
                "upload-timeout", "PT1M",
                "purge-caches", "true",
                "cache-life", "P30D",
                "private-files", "true"));
        settings.put("index-lag", "PT1M");
        settings.put("api-url", "https://proxy.example.com/imagekit");
        settings.put("upload-url", "https://proxy.example.com/imagekit-upload");

        try (StorageProvider provider = open(settings)) {
            assertThat(provider.locate("https://ik.imagekit.io/demo/shop/media/a.png"))
                    .isInstanceOf(Located.Foreign.class);
            assertThat(provider.capabilities()).doesNotContain(Capability.PUBLIC_URL);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "url-endpoints, ik.imagekit.io/demo, INVALID_SETTING",
        "url-endpoints, https://ik.imagekit.io/demo?a=b, INVALID_SETTING",
        "url-endpoints, '', MISSING_PART",
        "external-endpoints, nowhere, INVALID_SETTING",
        "buckets, '', MISSING_PART",
        "buckets, me.dia, INVALID_SETTING",
        "requests-a-minute, 9, INVALID_SETTING",
        "requests-a-minute, many, INVALID_SETTING",
        "writes-a-minute, 1, INVALID_SETTING",
        "purge-caches, yes, INVALID_SETTING",
        "private-key, private:key, INVALID_SETTING",
        "bucket, media, INVALID_SETTING"
    })
    void says_which_setting_is_wrong_and_never_what_the_key_is(String setting, String value, ErrorCode code) {
        Map<String, String> settings = new HashMap<>(LEAST);
        settings.put(setting, value);

        assertThat(failureOf(() -> open(settings)))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(code))
                .satisfies(failure ->
                        assertThat(failure.getMessage()).contains(". Next: ").doesNotContain("private_", "private:"));
    }

    @Test
    void needs_a_key_and_a_bucket() {
        ImageKitStorageBuilder builder = ImageKitStorage.at("pictures", URI.create("https://ik.imagekit.io/demo"));
        assertThat(failureOf(builder::open).code()).isEqualTo(ErrorCode.MISSING_PART);
        assertThat(failureOf(builder.bucket("media")::open).code()).isEqualTo(ErrorCode.MISSING_CREDENTIALS);
        assertThat(failureOf(builder.privateKey(" ")::open).code()).isEqualTo(ErrorCode.MISSING_CREDENTIALS);
    }

    private static StorageProvider open(Map<String, String> settings) {
        return StorageProviders.open("imagekit", "pictures", settings, variable -> null);
    }
}
