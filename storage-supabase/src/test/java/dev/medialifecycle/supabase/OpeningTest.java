package dev.medialifecycle.supabase;

import static dev.medialifecycle.supabase.Bench.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StorageProviders;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.testkit.ManualClock;
import dev.medialifecycle.testkit.supabase.FakeSupabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Keys that cannot do the work are refused before any work is given to them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OpeningTest {
    private static final Map<String, String> SETTINGS =
            Map.of("url", "https://ref.supabase.co", "buckets", "inputs", "public-buckets", "images, thumbs");

    @Test
    void keys_for_browsers_are_recognised_and_refused() {
        for (String key : List.of(
                jwt("{\"role\":\"anon\",\"exp\":9999999999}"),
                jwt("{\"role\":\"authenticated\",\"exp\":9999999999}"),
                "sb_publishable_abc")) {
            MediaLifecycleException refusal = refusal(key);
            assertThat(refusal.code()).isEqualTo(ErrorCode.MISSING_CREDENTIALS);
            assertThat(refusal)
                    .hasMessageContaining("for browsers")
                    .hasMessageContaining("SUPABASE_SERVICE_ROLE_KEY")
                    .hasMessageNotContaining(key);
        }
    }

    @Test
    void keys_that_are_none_are_refused_without_being_quoted() {
        for (String key : List.of(
                "",
                " ",
                "my-password",
                "two words",
                "sb_secret_a\nb",
                "a.b.c",
                jwt("{}"),
                jwt("{\"role\":7}"),
                jwt("no json"),
                jwt("{\"role\":\"service_role\",\"exp\":1}"))) {
            MediaLifecycleException refusal = refusal(key);
            assertThat(refusal.code()).as(key).isEqualTo(ErrorCode.MISSING_CREDENTIALS);
            if (key.length() > 5) {
                assertThat(refusal).hasMessageNotContaining(key);
            }
        }
        assertThat(refusal(jwt("{\"role\":\"service_role\",\"exp\":1}"))).hasMessageContaining("expired on 1970-01-01");
    }

    @Test
    void keys_of_the_service_are_taken_and_never_shown() {
        for (String key : List.of(
                "sb_secret_abc",
                jwt("{\"role\":\"service_role\"}"),
                " " + jwt("{\"role\":\"service_role\",\"exp\":9999999999}") + "\n",
                jwt("{\"role\":\"service_role\",\"exp\":1e30}"))) {
            ServiceKey known = ServiceKey.of(
                    "supabase", key, ManualClock.at("2026-11-01T00:00:00Z").instant());

            assertThat(known.toString()).doesNotContain(key.strip()).contains("key");
        }
    }

    @Test
    void the_new_kind_of_key_is_sent_in_one_place_and_the_old_kind_in_two() {
        try (FakeSupabase supabase = FakeSupabase.hosted(Clock.systemUTC()).bucket("inputs")) {
            for (String key : List.of(supabase.secretKey(), supabase.serviceKey())) {
                supabase.forgetReceived();
                SupabaseStorage storage = SupabaseStorage.at("supabase", supabase.url())
                        .serviceKey(key)
                        .bucket("inputs")
                        .open();

                assertThat(storage.stat(new BlobLocation("supabase", "inputs", "a")))
                        .isEmpty();

                assertThat(supabase.received()).allSatisfy(request -> {
                    assertThat(request.header("apikey")).contains(key);
                    assertThat(request.header("Authorization").isPresent()).isEqualTo(!key.startsWith("sb_"));
                    assertThat(request.header("User-Agent")).contains(SupabaseStorageBuilder.USER_AGENT);
                });
            }
        }
    }

    @Test
    void a_server_without_gateway_is_spoken_to_like_one_with() {
        try (Bench bench = Bench.bare(with -> with)) {
            bench.put(Bench.at("a"));

            assertThat(bench.storage.stat(Bench.at("a"))).isPresent();
            assertThat(bench.deleteOne("a").verdict().isSuccess()).isTrue();
        }
    }

    @Test
    void it_opens_by_the_name_of_its_type() {
        try (StorageProvider storage = open(SETTINGS, "sb_secret_abc")) {
            assertThat(storage).isInstanceOf(SupabaseStorage.class);
            assertThat(storage.buckets()).containsExactlyInAnyOrder("inputs", "images", "thumbs");
            assertThat(storage.capabilities()).contains(Capability.PUBLIC_URL);
            assertThat(storage.publicUrl(new BlobLocation("uploads", "thumbs", "a")))
                    .hasToString("https://ref.supabase.co/storage/v1/object/public/thumbs/a");
        }
    }

    @Test
    void every_setting_is_known() {
        Map<String, String> all = new HashMap<>(SETTINGS);
        all.put("service-role-key", "sb_secret_abc");
        all.put("also-at", "https://media.example.com/storage/v1,https://cdn.example.com");
        all.put("purge-cache", "true");
        all.put("cache-control", "max-age=3600");
        all.put("batch-size", "500");
        all.put("connect-timeout", "PT5S");
        all.put("timeout", "PT30S");
        all.put("key-pattern", "[a-z]+");

        open(all, null).close();

        all.put("purge-cdn", "true");
        assertThat(failure(() -> open(all, null)).code()).isEqualTo(ErrorCode.INVALID_SETTING);
    }

    @Test
    void settings_that_cannot_be_understood_are_refused_by_name() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "url", "ref.supabase.co",
                        "also-at", "media.example.com",
                        "batch-size", "1001",
                        "cache-control", "max-age=\u00e9",
                        "key-pattern", "[",
                        "purge-cache", "yes")
                .entrySet()) {
            Map<String, String> settings = new HashMap<>(SETTINGS);
            settings.put(wrong.getKey(), wrong.getValue());
            MediaLifecycleException refusal = failure(() -> open(settings, "sb_secret_abc"));
            assertThat(refusal.code()).as(wrong.getKey()).isEqualTo(ErrorCode.INVALID_SETTING);
            assertThat(refusal).hasMessageContaining(wrong.getKey());
        }
    }

    @Test
    void what_is_missing_is_named() {
        assertThat(failure(() -> open(SETTINGS, null)))
                .hasMessageContaining("SUPABASE_SERVICE_ROLE_KEY")
                .hasMessageContaining("service-role-key")
                .extracting(MediaLifecycleException::code)
                .isEqualTo(ErrorCode.MISSING_CREDENTIALS);
        assertThat(failure(() -> open(Map.of("buckets", "a"), "sb_secret_abc"))).hasMessageContaining("has no url");
        assertThat(failure(() -> open(Map.of("url", "https://ref.supabase.co"), "sb_secret_abc"))
                        .code())
                .isEqualTo(ErrorCode.MISSING_PART);
        assertThat(failure(() -> open(Map.of("url", "https://ref.supabase.co", "buckets", "a b"), "sb_secret_abc"))
                        .code())
                .isEqualTo(ErrorCode.INVALID_LOCATION);
    }

    @Test
    void the_hosts_own_client_is_used_and_may_not_follow_redirects() {
        HttpClient own = HttpClient.newHttpClient();
        SupabaseStorage storage = builder().httpClient(own).open();

        assertThat(storage.unwrap(HttpClient.class)).containsSame(own);
        HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        assertThatThrownBy(() -> builder().httpClient(following).open()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().batchSize(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static SupabaseStorageBuilder builder() {
        return SupabaseStorage.at("supabase", URI.create("https://ref.supabase.co"))
                .serviceKey("sb_secret_abc")
                .bucket("inputs")
                .timeout(Duration.ofSeconds(5));
    }

    private static MediaLifecycleException refusal(String key) {
        return failure(() -> builder().serviceKey(key).open());
    }

    private static StorageProvider open(Map<String, String> settings, String key) {
        return StorageProviders.open(
                "supabase", "uploads", settings, variable -> variable.equals("SUPABASE_SERVICE_ROLE_KEY") ? key : null);
    }

    private static String jwt(String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(Bench.bytes("{\"alg\":\"HS256\"}")) + "."
                + encoder.encodeToString(Bench.bytes(claims)) + ".c2ln";
    }
}
