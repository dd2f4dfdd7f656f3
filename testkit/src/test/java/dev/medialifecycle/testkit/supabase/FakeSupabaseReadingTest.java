package dev.medialifecycle.testkit.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.rest.Json;
import dev.medialifecycle.testkit.ManualClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What was seen at the real storage server 1.11, one test each; keys, listings, downloads, signed URLs and the cache. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FakeSupabaseReadingTest {
    private final ManualClock clock = ManualClock.at("2026-11-01T00:00:00Z");
    private final FakeSupabase supabase =
            FakeSupabase.hosted(clock).bucket("priv").publicBucket("pub");
    private final Asking service = Asking.as(supabase, supabase.serviceKey());
    private final Asking nobody = Asking.with(supabase);

    @AfterEach
    void close() {
        supabase.close();
    }

    @Test
    void gateway_asks_for_an_api_key_and_reads_new_keys_only_there() throws Exception {
        String secret = supabase.secretKey();

        assertThat(nobody.get("/bucket").text()).isEqualTo("{\"message\":\"No API key found in request\"}");
        assertThat(nobody.get("/bucket").status()).isEqualTo(401);
        assertThat(Asking.with(supabase, "apikey", "made-up").get("/bucket").status())
                .isEqualTo(401);
        assertThat(Asking.with(supabase, "apikey", secret).get("/bucket/priv").status())
                .isEqualTo(200);
        Asking.Answer both = Asking.as(supabase, secret).get("/bucket/priv");
        assertThat(both.refusal()).isEqualTo("400 403 AccessDenied");
        assertThat(both.json().at("message").text()).contains("Invalid Compact JWS");
        assertThat(Asking.with(supabase, "apikey", secret, "User-Agent", "Mozilla/5.0")
                        .get("/bucket")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void bare_server_asks_for_a_token_and_has_no_prefix() throws Exception {
        try (FakeSupabase bare = FakeSupabase.bare(clock).bucket("priv")) {
            String key = bare.serviceKey();

            assertThat(bare.url().getPath()).isEmpty();
            Asking.Answer without = Asking.with(bare, "apikey", key).get("/bucket/priv");
            assertThat(without.status()).isEqualTo(400);
            assertThat(without.text()).contains("headers must have required property 'authorization'");
            assertThat(Asking.with(bare, "Authorization", "Bearer " + key)
                            .get("/bucket/priv")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void buckets_are_described_to_the_service_only() throws Exception {
        supabase.bucket("small", 1000, "image/*");

        Json bucket = service.get("/bucket/small").json();
        assertThat(bucket.at("public").flag()).contains(false);
        assertThat(bucket.at("file_size_limit").wholeNumber()).contains(1000L);
        assertThat(service.get("/bucket/pub").json().at("public").flag()).contains(true);
        assertThat(service.get("/bucket/none").refusal()).isEqualTo("400 404 NoSuchBucket");
        Asking anon = Asking.as(supabase, supabase.anonKey());
        assertThat(anon.get("/bucket/pub").refusal()).isEqualTo("400 404 NoSuchBucket");
    }

    @Test
    void path_outside_the_api_has_no_route() throws Exception {
        URI elsewhere = URI.create(supabase.url().toString().replace("/storage/v1", "/rest/v1"));

        assertThat(service.get(elsewhere + "/bucket/priv").status()).isEqualTo(404);
    }

    @Test
    void first_listing_is_blind_to_case_mixes_folders_and_is_silently_capped() throws Exception {
        put("pub", "B/UP.txt");
        put("pub", "b/low.txt");

        List<Json> listed = service.json("POST", "/object/list/pub", Map.of("prefix", "b"))
                .json()
                .items();
        assertThat(listed).extracting(row -> row.at("name").text().orElse("")).containsExactly("low.txt", "UP.txt");

        Json root =
                service.json("POST", "/object/list/pub", Map.of("prefix", "")).json();
        assertThat(root.items()).hasSize(1);
        assertThat(root.items().get(0).at("id").isPresent()).isFalse();

        many(2500);
        assertThat(service.json("POST", "/object/list/priv", Map.of("prefix", "m", "limit", 5000))
                        .json()
                        .items())
                .hasSize(1500);
        assertThat(service.json("POST", "/object/list/priv", Map.of("prefix", "m"))
                        .json()
                        .items())
                .hasSize(100);
    }

    @Test
    void first_listing_with_offsets_misses_half_while_deleting() throws Exception {
        many(2500);
        int seen = 0;
        for (int offset = 0; ; offset += 100) {
            List<Json> page = service.json(
                            "POST", "/object/list/priv", Map.of("prefix", "m", "limit", 100, "offset", offset))
                    .json()
                    .items();
            if (page.isEmpty()) {
                break;
            }
            seen += page.size();
            List<String> keys = page.stream()
                    .map(row -> "m/" + row.at("name").text().orElse(""))
                    .toList();
            service.json("DELETE", "/object/priv", Map.of("prefixes", keys));
        }
        assertThat(seen).isEqualTo(1300);
    }

    @Test
    void second_listing_is_exact_ordered_by_bytes_capped_and_stable_under_deletes() throws Exception {
        many(2500);
        put("priv", "m");
        put("priv", "M/UP");
        List<String> seen = new ArrayList<>();
        String cursor = "";
        boolean hasNext = true;
        while (hasNext) {
            Json page = service.json(
                            "POST", "/object/list-v2/priv", Map.of("prefix", "m", "limit", 5000, "cursor", cursor))
                    .json();
            List<String> keys = page.at("objects").items().stream()
                    .map(row -> row.at("name").text().orElse(""))
                    .toList();
            assertThat(keys).hasSizeLessThanOrEqualTo(1000);
            seen.addAll(keys);
            service.json("DELETE", "/object/priv", Map.of("prefixes", keys));
            hasNext = page.at("hasNext").flag().orElseThrow();
            cursor = page.at("nextCursor").text().orElse("");
        }
        assertThat(seen).hasSize(2501).isSorted().doesNotHaveDuplicates().doesNotContain("M/UP");
    }

    @Test
    void second_listing_takes_a_missing_bucket_for_an_empty_one_and_refuses_a_strange_cursor() throws Exception {
        Asking.Answer missing = service.json("POST", "/object/list-v2/none", Map.of("prefix", ""));
        assertThat(missing.status()).isEqualTo(200);
        assertThat(missing.json().at("hasNext").flag()).contains(false);
        assertThat(missing.json().at("objects").items()).isEmpty();

        assertThat(service.json("POST", "/object/list-v2/priv", Map.of("cursor", "made-up"))
                        .refusal())
                .isEqualTo("400 400 InvalidParameter");
    }

    @Test
    void second_listing_shows_folders_without_an_id_if_asked() throws Exception {
        put("priv", "a/b/1");
        put("priv", "a/2");

        Json page = service.json("POST", "/object/list-v2/priv", Map.of("prefix", "a/", "with_delimiter", true))
                .json();

        assertThat(page.at("folders").items()).hasSize(1);
        assertThat(page.at("folders").items().get(0).at("name").text()).contains("a/b/");
        assertThat(page.at("objects").items()).hasSize(1);
    }

    @Test
    void downloads_whole_or_in_part_and_refuses_a_part_past_the_end() throws Exception {
        supabase.put("priv", "a", bytes("0123456789"), "text/html");

        Asking.Answer whole = service.get("/object/authenticated/priv/a");
        assertThat(whole.text()).isEqualTo("0123456789");
        assertThat(whole.headers().get("content-type")).containsExactly("text/plain");
        Asking.Answer part = service.and("Range", "bytes=8-99").get("/object/authenticated/priv/a");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("89");
        assertThat(part.headers().get("content-range")).containsExactly("bytes 8-9/10");
        assertThat(service.and("Range", "bytes=10-")
                        .get("/object/authenticated/priv/a")
                        .refusal())
                .isEqualTo("400 400 InvalidRange");
        assertThat(service.get("/object/authenticated/priv/none").refusal()).isEqualTo("400 404 NoSuchKey");
        assertThat(service.get("/object/authenticated/none/a").refusal()).isEqualTo("400 404 NoSuchBucket");
    }

    @Test
    void public_url_works_for_anybody_in_a_public_bucket_and_of_a_private_one_is_not_found() throws Exception {
        put("pub", "a b?c");
        put("priv", "a");

        assertThat(nobody.get("/object/public/pub/a%20b%3Fc").text()).isEqualTo("x");
        assertThat(nobody.get("/object/public/priv/a").refusal()).isEqualTo("400 404 NoSuchBucket");
    }

    @Test
    void encoded_slash_is_a_slash_once_and_a_plus_is_a_plus() throws Exception {
        put("pub", "a/b");
        put("pub", "a+b");

        assertThat(nobody.get("/object/public/pub/a%2Fb").status()).isEqualTo(200);
        assertThat(nobody.get("/object/public/pub/a%252Fb").status()).isEqualTo(400);
        assertThat(nobody.get("/object/public/pub/a+b").status()).isEqualTo(200);
        assertThat(nobody.get("/object/public/pub/a%20b").status()).isEqualTo(400);
    }

    @Test
    void single_sign_answers_a_raw_space_and_a_url_for_a_plus_that_never_works() throws Exception {
        put("priv", "p/sp ace.txt");
        put("priv", "a+b");

        String spaced = service.json("POST", "/object/sign/priv/p/sp%20ace.txt", Map.of("expiresIn", 60))
                .json()
                .at("signedURL")
                .text()
                .orElseThrow();
        assertThat(spaced).startsWith("/object/sign/priv/p/sp ace.txt?token=");
        assertThatThrownBy(() -> URI.create(supabase.url() + spaced)).isInstanceOf(IllegalArgumentException.class);
        assertThat(nobody.get(spaced.replace(" ", "%20")).status()).isEqualTo(200);

        String plus = service.json("POST", "/object/sign/priv/a%2Bb", Map.of("expiresIn", 60))
                .json()
                .at("signedURL")
                .text()
                .orElseThrow();
        assertThat(nobody.get(plus).refusal()).isEqualTo("400 400 InvalidSignature");
        assertThat(nobody.get(plus.replace("%2B", "+")).refusal()).isEqualTo("400 400 InvalidSignature");
        assertThat(service.json("POST", "/object/sign/priv/none", Map.of("expiresIn", 60))
                        .refusal())
                .isEqualTo("400 404 NoSuchKey");
    }

    @Test
    void sign_many_answers_for_each_and_is_right_for_every_key() throws Exception {
        List<String> keys = List.of("p/sp ace.txt", "a+b", "a&b=c", "a?b", "a@b:c,d;e$f");
        keys.forEach(key -> put("priv", key));
        List<String> asked = new ArrayList<>(keys);
        asked.add("none");

        List<Json> answers = service.json("POST", "/object/sign/priv", Map.of("expiresIn", 60, "paths", asked))
                .json()
                .items();

        assertThat(answers).hasSize(6);
        for (int at = 0; at < keys.size(); at++) {
            String url = answers.get(at).at("signedURL").text().orElseThrow();
            String token = url.substring(url.lastIndexOf("?token="));
            String encoded = dev.medialifecycle.blob.PercentEncoding.encode("/object/sign/priv/" + keys.get(at));
            assertThat(nobody.get(encoded + token).text()).as(keys.get(at)).isEqualTo("x");
        }
        assertThat(answers.get(5).at("signedURL").isPresent()).isFalse();
        assertThat(answers.get(5).at("error").text())
                .hasValueSatisfying(text -> assertThat(text).contains("does not exist"));
    }

    @Test
    void signed_urls_end_and_are_good_for_what_they_were_signed_for_only() throws Exception {
        put("priv", "a");
        put("priv", "b");
        String url = service.json("POST", "/object/sign/priv", Map.of("expiresIn", 60, "paths", List.of("a")))
                .json()
                .items()
                .get(0)
                .at("signedURL")
                .text()
                .orElseThrow();
        String token = url.substring(url.indexOf('?'));

        assertThat(nobody.get("/object/sign/priv/b" + token).refusal()).isEqualTo("400 400 InvalidSignature");
        assertThat(nobody.call("PUT", "/object/upload/sign/priv/a" + token, "x").refusal())
                .isEqualTo("400 400 InvalidSignature");
        clock.advance(Duration.ofSeconds(61));
        assertThat(nobody.get(url).refusal()).isEqualTo("400 400 InvalidJWT");
    }

    @Test
    void signed_upload_is_refused_for_a_taken_key_when_it_is_signed_and_when_it_is_used_again() throws Exception {
        put("priv", "taken");
        assertThat(service.call("POST", "/object/upload/sign/priv/taken", "").refusal())
                .isEqualTo("400 409 KeyAlreadyExists");

        Json signed = service.call("POST", "/object/upload/sign/priv/new", "").json();
        String url = signed.at("url").text().orElseThrow();
        assertThat(url)
                .isEqualTo("/object/upload/sign/priv/new?token="
                        + signed.at("token").text().orElseThrow());
        Asking typed = nobody.and("Content-Type", "image/png");
        assertThat(typed.call("PUT", url, "bytes").text()).isEqualTo("{\"Key\":\"priv/new\"}");
        assertThat(typed.call("PUT", url, "other").refusal()).isEqualTo("400 409 KeyAlreadyExists");
        assertThat(supabase.bytes("priv", "new")).asString().isEqualTo("bytes");
        clock.advance(Duration.ofMinutes(121));
        assertThat(typed.call("PUT", url, "late").refusal()).isEqualTo("400 400 InvalidJWT");
    }

    @Test
    void cache_goes_on_serving_what_is_deleted_for_a_minute_unless_it_is_purged() throws Exception {
        for (String key : List.of("a", "b")) {
            put("pub", key);
            nobody.get("/object/public/pub/" + key);
            service.delete("/object/pub/" + key);
        }
        assertThat(nobody.get("/object/public/pub/a").status()).isEqualTo(200);
        assertThat(service.delete("/cdn/pub/b").text()).isEqualTo("{\"message\":\"success\"}");
        assertThat(supabase.purged()).containsExactly("pub/b");
        assertThat(nobody.get("/object/public/pub/b").status()).isEqualTo(400);
        clock.advance(Duration.ofSeconds(60));
        assertThat(nobody.get("/object/public/pub/a").status()).isEqualTo(400);
    }

    @Test
    void cache_can_be_purged_by_the_service_and_where_it_is_hosted_only() throws Exception {
        assertThat(Asking.as(supabase, supabase.anonKey()).delete("/cdn/pub/a").refusal())
                .isEqualTo("400 403 AccessDenied");
        try (FakeSupabase bare = FakeSupabase.bare(clock)) {
            Asking.Answer answer = Asking.as(bare, bare.serviceKey()).delete("/cdn/pub/a");
            assertThat(answer.refusal()).isEqualTo("400 400 MissingParameter");
            assertThat(answer.text()).contains("CDN_PURGE_ENDPOINT_URL");
        }
    }

    @Test
    void answers_carry_the_clock_of_the_service() throws Exception {
        assertThat(service.get("/bucket/pub").headers().get("date")).containsExactly("Sun, 1 Nov 2026 00:00:00 GMT");
    }

    @Test
    void remembers_what_was_asked_and_prints_no_key() throws Exception {
        service.json("DELETE", "/object/pub", Map.of("prefixes", List.of("a")));

        SupabaseRequest request = supabase.received().get(0);
        assertThat(request.line()).isEqualTo("DELETE /object/pub");
        assertThat(request.json()).isEqualTo("{\"prefixes\":[\"a\"]}");
        assertThat(request.header("APIKEY")).contains(supabase.serviceKey());
        assertThat(request.toString()).isEqualTo("DELETE /object/pub");
    }

    private void many(int count) {
        IntStream.range(10_000, 10_000 + count).forEach(number -> put("priv", "m/" + number));
    }

    private void put(String bucket, String key) {
        supabase.put(bucket, key, bytes("x"), "text/plain");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
