package dev.medialifecycle.testkit.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.rest.Json;
import dev.medialifecycle.testkit.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What was seen at the real storage server 1.11, one test each; deletes, policies and troubles. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FakeSupabaseTest {
    private final ManualClock clock = ManualClock.at("2026-11-01T00:00:00Z");
    private final FakeSupabase supabase =
            FakeSupabase.hosted(clock).bucket("priv").publicBucket("pub");
    private final Asking service = Asking.as(supabase, supabase.serviceKey());

    @AfterEach
    void close() {
        supabase.close();
    }

    @Test
    void bulk_remove_answers_the_rows_that_went_and_200_with_nothing_for_five_different_things() throws Exception {
        put("pub", "a/one.txt");
        put("pub", "fold/1.txt");

        Json removed = remove(service, "pub", "a/one.txt", "none").json();
        assertThat(removed.items()).hasSize(1);
        assertThat(removed.items().get(0).at("name").text()).contains("a/one.txt");
        assertThat(removed.items().get(0).at("metadata").at("cacheControl").text())
                .contains("no-cache");

        Asking powerless = Asking.with(supabase, "apikey", supabase.secretKey("writer"));
        for (Asking.Answer answer : List.of(
                remove(service, "pub", "absent.txt"),
                remove(service, "no-such-bucket", "fold/1.txt"),
                remove(powerless, "pub", "fold/1.txt"),
                remove(service, "pub", "/fold/1.txt"),
                remove(service, "pub", "fold", "fold/"))) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("[]");
        }
        assertThat(supabase.keys("pub")).containsExactly("fold/1.txt");
    }

    @Test
    void single_delete_tells_absent_from_forbidden_but_not_a_missing_bucket_from_a_missing_key() throws Exception {
        put("priv", "p/a.txt");

        Asking user = user("u1");
        assertThat(user.delete("/object/priv/p/a.txt").refusal()).isEqualTo("400 403 AccessDenied");
        assertThat(service.delete("/object/priv/p/b.txt").refusal()).isEqualTo("400 404 NoSuchKey");
        assertThat(service.delete("/object/nowhere/p/b.txt").refusal()).isEqualTo("400 404 NoSuchKey");
        assertThat(service.delete("/object/priv/p/a.txt").text()).isEqualTo("{\"message\":\"Successfully deleted\"}");
    }

    @Test
    void delete_policy_without_select_policy_lets_nothing_go_and_own_rows_only_are_returned() throws Exception {
        supabase.allow("authenticated", SupabasePolicy.INSERT, SupabasePolicy.DELETE);
        Asking user = user("u1");
        user.upload("priv", "mine", "x");
        put("priv", "theirs");

        assertThat(remove(user, "priv", "mine").text()).isEqualTo("[]");
        assertThat(user.delete("/object/priv/mine").refusal()).isEqualTo("400 403 AccessDenied");

        try (FakeSupabase other = FakeSupabase.hosted(clock).bucket("priv")) {
            other.allow("authenticated", SupabasePolicy.INSERT);
            other.allowOwn("authenticated", SupabasePolicy.SELECT, SupabasePolicy.DELETE);
            other.put("priv", "theirs", bytes("x"), "text/plain");
            Asking owner =
                    Asking.with(other, "apikey", other.anonKey(), "Authorization", "Bearer " + other.userToken("u1"));
            owner.upload("priv", "mine", "x");

            assertThat(remove(owner, "priv", "mine", "theirs").json().items()).hasSize(1);
            assertThat(other.keys("priv")).containsExactly("theirs");
        }
    }

    @Test
    void expired_key_makes_a_bucket_look_missing_by_plain_info_and_is_told_by_authenticated_info() throws Exception {
        put("priv", "p/a.txt");
        Asking expired = Asking.as(supabase, supabase.serviceKey(Duration.ofHours(1)));
        clock.advance(Duration.ofHours(2));

        assertThat(expired.get("/object/info/priv/p/a.txt").refusal()).isEqualTo("400 404 NoSuchBucket");
        assertThat(expired.head("/object/priv/p/a.txt").status()).isEqualTo(400);
        Asking.Answer told = expired.get("/object/info/authenticated/priv/p/a.txt");
        assertThat(told.refusal()).isEqualTo("400 403 AccessDenied");
        assertThat(told.json().at("message").text()).contains("\"exp\" claim timestamp check failed");
    }

    @Test
    void info_tells_what_the_row_says() throws Exception {
        put("priv", "p/a.txt");

        Json info = service.get("/object/info/authenticated/priv/p/a.txt").json();

        assertThat(info.at("size").wholeNumber()).contains(1L);
        assertThat(info.at("content_type").text()).contains("text/plain");
        assertThat(info.at("last_modified").text()).contains("2026-11-01T00:00:00Z");
        assertThat(service.get("/object/info/authenticated/priv/none").refusal())
                .isEqualTo("400 404 NoSuchKey");
        assertThat(service.get("/object/info/authenticated/none/a").refusal()).isEqualTo("400 404 NoSuchBucket");
        assertThat(service.head("/object/priv/none").status()).isEqualTo(400);
    }

    @Test
    void upload_refuses_a_taken_key_unless_told_to_overwrite_and_lets_racers_through() throws Exception {
        assertThat(service.upload("priv", "a", "one").json().at("Key").text()).contains("priv/a");
        assertThat(service.upload("priv", "a", "two").refusal()).isEqualTo("400 409 KeyAlreadyExists");
        assertThat(service.and("x-upsert", "true").upload("priv", "a", "three").status())
                .isEqualTo(200);
        assertThat(supabase.bytes("priv", "a")).asString().isEqualTo("three");

        supabase.letCreationsThrough(2);
        assertThat(service.upload("priv", "a", "four").status()).isEqualTo(200);
        assertThat(service.upload("priv", "a", "five").status()).isEqualTo(200);
        assertThat(service.upload("priv", "a", "six").refusal()).isEqualTo("400 409 KeyAlreadyExists");
    }

    @Test
    void upload_is_refused_for_bucket_key_size_type_and_policy() throws Exception {
        supabase.bucket("small", 3, "image/*");

        assertThat(service.upload("none", "a", "x").refusal()).isEqualTo("400 404 NoSuchBucket");
        assertThat(service.upload("small", "a", "four").refusal()).isEqualTo("400 413 EntityTooLarge");
        assertThat(service.and("Content-Type", "text/plain")
                        .call("POST", "/object/small/a", "x")
                        .refusal())
                .isEqualTo("400 415 InvalidMimeType");
        assertThat(user("u1").upload("priv", "a", "x").refusal()).isEqualTo("400 403 AccessDenied");
        for (String key : List.of("caf%C3%A9.png", "a%25b", "a%23b", "a%5Bb", "a~b", "a%22b", "a%5Cb")) {
            assertThat(service.upload("priv", key, "x").refusal()).as(key).isEqualTo("400 400 InvalidKey");
        }
        for (String key : List.of("a+b", "a&b", "a;b", "a%3Fb", "sp%20ace", "/lead.txt", "a//b", "it's(1)!*$=@:,")) {
            assertThat(service.upload("priv", key, "x").status()).as(key).isEqualTo(200);
        }
        assertThat(supabase.keys("priv")).contains("/lead.txt", "a//b", "a?b", "sp ace");
    }

    @Test
    void delete_with_a_json_type_and_no_body_is_refused_before_anything_is_looked_up() throws Exception {
        Asking.Answer answer = service.and("Content-Type", "application/json").delete("/object/pub/missing");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("Body cannot be empty");
    }

    @Test
    void bulk_remove_has_hard_limits_where_it_is_hosted() throws Exception {
        List<String> many = IntStream.range(0, 1001).mapToObj(Integer::toString).toList();

        assertThat(remove(service, "pub", many).refusal()).isEqualTo("400 400 InvalidRequest");
        assertThat(remove(service, "pub", many.subList(0, 1000)).text()).isEqualTo("[]");
        assertThat(remove(service, "pub", List.of()).status()).isEqualTo(400);
        assertThat(remove(service, "pub", "x".repeat(1 << 20)).status()).isEqualTo(413);
        assertThat(remove(service, "pub", "x".repeat(1 << 20)).json().at("code").text())
                .contains("InternalError");

        try (FakeSupabase bare = FakeSupabase.bare(clock).bucket("pub")) {
            assertThat(remove(Asking.as(bare, bare.serviceKey()), "pub", many).text())
                    .isEqualTo("[]");
        }
    }

    @Test
    void deletes_at_the_same_moment_tell_one_that_it_was_the_one() throws Exception {
        put("pub", "a");
        put("pub", "b");

        List<String> bulk = together(4, () -> remove(service, "pub", "a").text());
        List<Integer> single = together(4, () -> service.delete("/object/pub/b").status());

        assertThat(bulk).filteredOn(text -> text.equals("[]")).hasSize(3);
        assertThat(single).containsExactlyInAnyOrder(200, 400, 400, 400);
    }

    @Test
    void lost_answer_leaves_the_object_deleted_and_a_lost_request_leaves_it() throws Exception {
        put("pub", "a");
        put("pub", "b");
        supabase.trouble("DELETE /object/pub/a", SupabaseTrouble.lostAnswer(), 1);
        supabase.trouble("DELETE /object/pub/b", SupabaseTrouble.lostRequest(), 1);

        assertThatThrownBy(() -> service.delete("/object/pub/a")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> service.delete("/object/pub/b")).isInstanceOf(IOException.class);

        assertThat(supabase.keys("pub")).containsExactly("b");
        assertThat(service.delete("/object/pub/a").refusal()).isEqualTo("400 404 NoSuchKey");
    }

    @Test
    void half_an_answer_breaks_off_and_a_5xx_may_follow_a_committed_first_half() throws Exception {
        List<String> keys =
                IntStream.range(1000, 1600).mapToObj(Integer::toString).toList();
        keys.forEach(key -> put("pub", key));
        supabase.trouble("DELETE /object/pub", SupabaseTrouble.halfCommitted(), 1);
        supabase.trouble("DELETE /object/pub", SupabaseTrouble.halfAnswer(), 1);

        assertThat(remove(service, "pub", keys).status()).isEqualTo(500);
        assertThat(supabase.keys("pub")).isEqualTo(keys.subList(500, 600));

        assertThatThrownBy(() -> remove(service, "pub", keys)).isInstanceOf(IOException.class);
        assertThat(supabase.keys("pub")).isEmpty();
    }

    @Test
    void missing_file_shows_only_when_its_bytes_are_asked_for() throws Exception {
        put("priv", "a");
        supabase.loseFile("priv", "a");

        assertThat(service.get("/object/info/authenticated/priv/a").status()).isEqualTo(200);
        assertThat(service.head("/object/priv/a").status()).isEqualTo(200);
        assertThat(service.get("/object/authenticated/priv/a").refusal()).isEqualTo("500 500 InternalError");
        assertThat(service.delete("/object/priv/a").status()).isEqualTo(200);
    }

    @Test
    void troubles_speak_with_the_voices_of_server_gateway_and_what_stands_before_it() throws Exception {
        assertThat(inTrouble(SupabaseTrouble.quotaLock()).status()).isEqualTo(402);
        assertThat(inTrouble(SupabaseTrouble.rateLimit()).text())
                .isEqualTo("{\"message\":\"API rate limit exceeded\"}");
        assertThat(inTrouble(SupabaseTrouble.rateLimit()).headers()).doesNotContainKey("Retry-After");
        assertThat(inTrouble(SupabaseTrouble.rateLimit(Duration.ofSeconds(7)))
                        .headers()
                        .get("retry-after"))
                .containsExactly("7");
        assertThat(inTrouble(SupabaseTrouble.slowDown()).refusal()).isEqualTo("429 429 SlowDown");
        assertThat(inTrouble(SupabaseTrouble.badGateway()).text()).startsWith("<html>");
        assertThat(inTrouble(SupabaseTrouble.noServer()).status()).isEqualTo(503);
        assertThat(inTrouble(SupabaseTrouble.databaseTimeout()).refusal()).isEqualTo("544 544 DatabaseTimeout");
        assertThat(inTrouble(SupabaseTrouble.newStyle(404, "NoSuchKey")).refusal())
                .isEqualTo("404 - NoSuchKey");

        supabase.lockQuota();
        assertThat(service.get("/bucket/pub").status()).isEqualTo(402);
        assertThat(service.delete("/object/pub/a").status()).isEqualTo(402);
        supabase.endTroubles();
        assertThat(service.get("/bucket/pub").status()).isEqualTo(200);
    }

    private Asking.Answer inTrouble(SupabaseTrouble trouble) throws Exception {
        supabase.trouble("GET /bucket", trouble, 1);
        return service.get("/bucket/pub");
    }

    private Asking user(String name) {
        return Asking.with(
                supabase, "apikey", supabase.anonKey(), "Authorization", "Bearer " + supabase.userToken(name));
    }

    private void put(String bucket, String key) {
        supabase.put(bucket, key, bytes("x"), "text/plain");
    }

    private static Asking.Answer remove(Asking who, String bucket, String... keys) throws Exception {
        return remove(who, bucket, List.of(keys));
    }

    private static Asking.Answer remove(Asking who, String bucket, List<String> keys) throws Exception {
        return who.json("DELETE", "/object/" + bucket, Map.of("prefixes", keys));
    }

    private static <T> List<T> together(int runners, Callable<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(runners);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(java.util.Collections.nCopies(runners, work))) {
                results.add(one.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
