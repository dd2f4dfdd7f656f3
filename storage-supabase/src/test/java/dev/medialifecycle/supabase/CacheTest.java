package dev.medialifecycle.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Deletion.Trace;
import dev.medialifecycle.blob.Deletion.Verdict;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.rest.Json;
import dev.medialifecycle.testkit.supabase.SupabaseTrouble;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Copies before the service outlive a delete for a while; what can be done about it is done, and said. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CacheTest {
    @Test
    void a_deleted_blob_says_how_long_copies_may_live() {
        try (Bench bench = Bench.hosted()) {
            bench.have("a");
            SupabaseStorage caching = bench.open(with -> with.cacheControl("public, max-age=86400"));
            StoredBlob kept = caching.put(new dev.medialifecycle.blob.PutRequest(
                    Bench.at("b"), dev.medialifecycle.testkit.TestSource.of(Bench.bytes("x")), "image/png"));

            assertThat(bench.deleteOne("a").traces())
                    .containsExactly(new Trace(Trace.Kind.CACHE_EXPIRES, Duration.ofSeconds(60)));
            assertThat(bench.storage.delete(List.of(kept)).get(0).traces())
                    .containsExactly(new Trace(Trace.Kind.CACHE_EXPIRES, Duration.ofDays(1)));
            assertThat(bench.deleteOne("gone").traces()).isEmpty();
        }
    }

    @Test
    void lives_are_read_from_what_a_row_says() {
        assertThat(life("no-cache")).isEqualTo(Duration.ofSeconds(60));
        assertThat(life("no-store")).isEqualTo(Duration.ofSeconds(60));
        assertThat(life("max-age=3600")).isEqualTo(Duration.ofHours(1));
        assertThat(life("max-age=10")).isEqualTo(Duration.ofSeconds(60));
        assertThat(life("public,max-age=90,s-maxage=120")).isEqualTo(Duration.ofSeconds(120));
        for (String unclear : List.of("", "public", "max-age=", "max-age=99999999999", "x-max-age=7200")) {
            assertThat(life(unclear)).as(unclear).isNull();
        }
        assertThat(Cache.life(Json.nothing())).isNull();
    }

    @Test
    void a_purge_follows_each_delete_where_it_was_asked_for() throws Exception {
        try (Bench bench = Bench.hosted(SupabaseStorageBuilder::purgeCache)) {
            bench.put(Bench.publicly("a b"));
            URI url = bench.storage.publicUrl(Bench.publicly("a b"));
            assertThat(get(url)).isEqualTo(200);

            Deletion deletion = bench.storage
                    .delete(List.of(new StoredBlob(Bench.publicly("a b"), null, "image/png", 1, null)))
                    .get(0);

            assertThat(deletion.traces()).containsExactly(new Trace(Trace.Kind.CACHE_PURGED, null));
            assertThat(bench.supabase.purged()).containsExactly("images/a b");
            assertThat(get(url)).isEqualTo(400);
        }
    }

    @Test
    void without_a_purge_the_copy_is_still_served() throws Exception {
        try (Bench bench = Bench.hosted()) {
            bench.put(Bench.publicly("a"));
            URI url = bench.storage.publicUrl(Bench.publicly("a"));
            assertThat(get(url)).isEqualTo(200);

            bench.storage.delete(List.of(new StoredBlob(Bench.publicly("a"), null, "image/png", 1, null)));

            assertThat(get(url)).isEqualTo(200);
            bench.clock.advance(Duration.ofSeconds(60));
            assertThat(get(url)).isEqualTo(400);
        }
    }

    @Test
    void a_delete_whose_answer_was_lost_is_purged_when_it_is_repeated() {
        try (Bench bench = Bench.hosted(SupabaseStorageBuilder::purgeCache)) {
            bench.have("a");
            bench.supabase.trouble("DELETE /object/inputs", SupabaseTrouble.lostAnswer(), 1);
            bench.deleteOne("a");

            Deletion again = bench.deleteOne("a");

            assertThat(again.verdict()).isEqualTo(Verdict.ALREADY_ABSENT);
            assertThat(bench.supabase.purged()).containsExactly("inputs/a");
        }
    }

    @Test
    void a_purge_that_fails_changes_no_verdict_and_is_not_tried_for_the_others() {
        for (SupabaseTrouble trouble :
                List.of(SupabaseTrouble.badGateway(), SupabaseTrouble.lostAnswer(), SupabaseTrouble.quotaLock())) {
            try (Bench bench = Bench.hosted(SupabaseStorageBuilder::purgeCache)) {
                bench.have("a", "b", "c");
                bench.supabase.trouble("DELETE /cdn", trouble, 1);

                List<Deletion> verdicts = bench.delete("a", "b", "c");

                assertThat(verdicts).allSatisfy(deletion -> {
                    assertThat(deletion.verdict()).isEqualTo(Verdict.DELETED);
                    assertThat(deletion.traces()).extracting(Trace::kind).containsExactly(Trace.Kind.CACHE_EXPIRES);
                });
                assertThat(bench.lines())
                        .filteredOn(line -> line.startsWith("DELETE /cdn"))
                        .hasSize(1);
            }
        }
    }

    @Test
    void a_server_without_a_cache_is_told_once_a_call() {
        try (Bench bench = Bench.bare(SupabaseStorageBuilder::purgeCache)) {
            bench.have("a", "b");

            assertThat(bench.delete("a", "b")).allMatch(deletion -> deletion.verdict() == Verdict.DELETED);

            assertThat(bench.lines())
                    .filteredOn(line -> line.startsWith("DELETE /cdn"))
                    .hasSize(1);
        }
    }

    private static @Nullable Duration life(String cacheControl) {
        return Cache.life(Json.of(Map.of("metadata", Map.of("cacheControl", cacheControl))));
    }

    private static int get(URI url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
