package dev.medialifecycle.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StorageProviders;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.testkit.TestSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A provider from text alone, as a configuration file has it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class S3StorageFactoryTest {
    private static S3ProxyServer server;

    @BeforeAll
    static void start() {
        server = S3ProxyServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void opens_a_working_provider_and_creates_its_buckets() {
        try (StorageProvider storage = open(Map.of("buckets", "one, two", "create-buckets", "true"))) {
            BlobLocation location = new BlobLocation("store", "two", "a.png");

            StoredBlob stored = storage.put(new PutRequest(location, TestSource.of(new byte[] {1}), "image/png"));

            assertThat(storage.buckets()).containsExactlyInAnyOrder("one", "two");
            assertThat(storage.stat(location)).isPresent();
            assertThat(storage.delete(List.of(stored)).get(0).verdict().isSuccess())
                    .isTrue();
        }
    }

    @Test
    void creates_nothing_twice() {
        for (int time = 0; time < 2; time++) {
            open(Map.of("buckets", "again", "create-buckets", "true")).close();
        }
    }

    @Test
    void takes_credentials_from_the_environment() {
        Map<String, String> environment = Map.of(
                "AWS_ACCESS_KEY_ID", S3ProxyServer.ACCESS_KEY, "AWS_SECRET_ACCESS_KEY", S3ProxyServer.SECRET_KEY);
        Map<String, String> settings = Map.of(
                "buckets",
                "env",
                "create-buckets",
                "true",
                "endpoint",
                server.endpoint().toString());

        try (StorageProvider storage = StorageProviders.open("s3", "store", settings, environment::get)) {
            assertThat(storage.stat(new BlobLocation("store", "env", "a"))).isEmpty();
        }
    }

    @Test
    void takes_no_token_from_the_environment_for_a_key_that_was_configured() {
        Map<String, String> environment = Map.of("AWS_SESSION_TOKEN", "somebody else's");
        Map<String, String> settings = new HashMap<>(credentials());
        settings.put("buckets", "token");
        settings.put("create-buckets", "true");

        try (StorageProvider storage = StorageProviders.open("s3", "store", settings, environment::get)) {
            assertThat(storage.stat(new BlobLocation("store", "token", "a"))).isEmpty();
        }
    }

    @Test
    void declares_what_the_settings_say() {
        try (StorageProvider plain = open(Map.of("buckets", "media"));
                StorageProvider full = open(Map.of(
                        "buckets",
                        "media",
                        "conditional-put",
                        "enforced",
                        "public",
                        "true",
                        "ordered-list",
                        "false"))) {
            assertThat(plain.capabilities())
                    .contains(Capability.ORDERED_LIST)
                    .doesNotContain(Capability.CREATE_ONLY_PUT, Capability.PUBLIC_URL);
            assertThat(full.capabilities())
                    .contains(Capability.CREATE_ONLY_PUT, Capability.PUBLIC_URL)
                    .doesNotContain(Capability.ORDERED_LIST);
        }
    }

    @Test
    void gives_each_bucket_its_addresses() {
        try (StorageProvider storage = open(Map.of(
                "buckets", "media, thumbs",
                "public-base-url.media", "https://cdn.example.com",
                "origin-path.media", "live",
                "public-base-url.thumbs", "https://thumbs.example.com/t",
                "also-known-as.media", "https://old.example.com, http://older.example.com/m"))) {
            assertThat(storage.publicUrl(new BlobLocation("store", "media", "live/a b")))
                    .hasToString("https://cdn.example.com/a%20b");
            assertThat(storage.publicUrl(new BlobLocation("store", "thumbs", "a")))
                    .hasToString("https://thumbs.example.com/t/a");
            assertThat(storage.locate("http://older.example.com/m/a"))
                    .isEqualTo(new Located.Owned(new BlobLocation("store", "media", "a"), null));
        }
    }

    @Test
    void needs_no_name_of_a_bucket_where_there_is_one() {
        try (StorageProvider storage = open(Map.of(
                "buckets",
                "media",
                "public-base-url",
                "https://cdn.example.com",
                "also-known-as",
                "https://old.example.com"))) {
            assertThat(storage.publicUrl(new BlobLocation("store", "media", "a")))
                    .hasToString("https://cdn.example.com/a");
            assertThat(storage.locate("https://old.example.com/a")).isInstanceOf(Located.Owned.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "buckets, '', ML-CFG-001",
        "buckets, a/b, ML-CFG-006",
        "bucket, media, ML-CFG-006",
        "endpoint, minio:9000, ML-CFG-006",
        "region, Frankfurt am Main, ML-CFG-006",
        "path-style, yes, ML-CFG-006",
        "conditional-put, always, ML-CFG-006",
        "batch-size, 1001, ML-CFG-006",
        "batch-size, none, ML-CFG-006",
        "in-flight, 0, ML-CFG-006",
        "part-size-mb, 4, ML-CFG-006",
        "part-size-mb, 5000, ML-CFG-006",
        "answer-timeout, 30, ML-CFG-006",
        "public-base-url, cdn.example.com, ML-CFG-006",
        "public-base-url.other, https://cdn.example.com, ML-CFG-006",
        "also-known-as, not a url, ML-CFG-006",
        "secret-key, '', ML-CFG-002"
    })
    void says_which_setting_is_wrong(String setting, String value, String code) {
        Map<String, String> settings = new HashMap<>(credentials());
        settings.put("buckets", "media");
        settings.put(setting, value);

        MediaLifecycleException refusal = catchThrowableOfType(
                MediaLifecycleException.class,
                () -> StorageProviders.open("s3", "store", settings, name -> null)
                        .close());

        assertThat(refusal).isNotNull().hasMessageContaining("store");
        assertThat(refusal.code().code()).isEqualTo(code);
        assertThat(refusal.getMessage()).doesNotContain(S3ProxyServer.SECRET_KEY);
    }

    @Test
    void understands_every_setting_of_its_page() throws Exception {
        Map<String, String> settings = new HashMap<>(credentials());
        settings.put("buckets", "media");
        List<String> documented = Files.readAllLines(Path.of("../docs/storage-s3.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .flatMap(cell ->
                        Pattern.compile("`([a-z-]+(\\.BUCKET)?)`").matcher(cell).results())
                .map(name -> name.group(1).replace("BUCKET", "media"))
                .toList();
        assertThat(documented).contains("buckets", "part-size-mb", "public-base-url.media", "origin-path.media");
        documented.forEach(name -> settings.putIfAbsent(name, ""));

        StorageProviders.open("s3", "store", settings, name -> null).close();
    }

    private static StorageProvider open(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(credentials());
        settings.putAll(more);
        return StorageProviders.open("s3", "store", settings, name -> null);
    }

    private static Map<String, String> credentials() {
        return Map.of(
                "endpoint", server.endpoint().toString(),
                "access-key", S3ProxyServer.ACCESS_KEY,
                "secret-key", S3ProxyServer.SECRET_KEY);
    }

    @Test
    void says_that_buckets_are_missing_when_it_may_not_create_them() {
        try (StorageProvider storage = open(Map.of("buckets", "never-created"))) {
            MediaLifecycleException refusal = catchThrowableOfType(
                    MediaLifecycleException.class, () -> storage.stat(new BlobLocation("store", "never-created", "a")));

            assertThat(refusal.code()).isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
        }
    }
}
