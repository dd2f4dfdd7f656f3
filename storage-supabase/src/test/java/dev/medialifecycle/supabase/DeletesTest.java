package dev.medialifecycle.supabase;

import static dev.medialifecycle.supabase.Bench.at;
import static dev.medialifecycle.supabase.Bench.unseen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Deletion.Verdict;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.rest.Json;
import dev.medialifecycle.testkit.supabase.SupabasePolicy;
import dev.medialifecycle.testkit.supabase.SupabaseRequest;
import dev.medialifecycle.testkit.supabase.SupabaseTrouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What the service says of a removal, and what it means. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DeletesTest {
    private final Bench bench = Bench.hosted();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void an_empty_answer_for_what_is_there_is_a_refusal_and_never_a_success() {
        bench.have("a", "b");
        bench.supabase.allow("writer", SupabasePolicy.SELECT);
        SupabaseStorage powerless = bench.open(with -> with.serviceKey(bench.supabase.secretKey("writer")));

        List<Deletion> verdicts = powerless.delete(unseen(List.of("a", "b")));

        assertThat(verdicts).allSatisfy(deletion -> {
            assertThat(deletion.verdict()).isEqualTo(Verdict.DENIED);
            assertThat(deletion.code()).isEqualTo(ErrorCode.DELETE_DENIED);
            assertThat(deletion.reason())
                    .contains("Supabase removed nothing: check the service-role key or the delete policy")
                    .contains("policy for this role", "folder", "credentials");
        });
        assertThat(bench.supabase.keys(Bench.PRIVATE)).containsExactly("a", "b");
    }

    @Test
    void a_delete_policy_without_a_select_policy_is_a_refusal_too() {
        bench.have("a");
        bench.supabase.allow("writer", SupabasePolicy.DELETE);
        SupabaseStorage halfBlind = bench.open(with -> with.serviceKey(bench.supabase.secretKey("writer")));

        assertThat(halfBlind.delete(unseen(List.of("a"))).get(0).verdict()).isEqualTo(Verdict.DENIED);
    }

    @Test
    void an_empty_answer_for_what_is_not_there_is_absence() {
        bench.have("there");

        assertThat(bench.delete("gone", "there"))
                .extracting(Deletion::verdict)
                .containsExactly(Verdict.ALREADY_ABSENT, Verdict.DELETED);
    }

    @Test
    void nothing_is_absent_from_a_bucket_that_these_credentials_do_not_see() {
        SupabaseStorage halfBlind = bench.open(with -> with.serviceKey(bench.supabase.secretKey("writer")));

        Deletion verdict = halfBlind.delete(unseen(List.of("gone"))).get(0);

        assertThat(verdict.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(verdict.code()).isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
    }

    @Test
    void a_bucket_that_went_away_is_asked_for_once_and_is_no_proof_of_absence() {
        bench.have("a");
        bench.supabase.removeBucket(Bench.PRIVATE);

        List<Deletion> verdicts = bench.delete("a", "b", "c");

        assertThat(verdicts).allSatisfy(deletion -> {
            assertThat(deletion.failure()).isEqualTo(ErrorKind.NOT_FOUND);
            assertThat(deletion.code()).isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
        });
        assertThat(bench.lines())
                .filteredOn(line -> line.startsWith("GET /bucket/"))
                .hasSize(1);
    }

    @Test
    void one_request_is_enough_for_a_thousand_that_are_there() {
        List<String> keys =
                IntStream.range(0, 1001).mapToObj(number -> "k/" + number).toList();
        bench.have(keys.toArray(String[]::new));

        List<Deletion> verdicts = bench.storage.delete(unseen(keys));

        assertThat(verdicts).hasSize(1001).allMatch(deletion -> deletion.verdict() == Verdict.DELETED);
        assertThat(bench.lines()).containsExactly("DELETE /object/inputs", "DELETE /object/inputs");
        assertThat(bench.supabase.received()).extracting(DeletesTest::named).containsExactly(1000, 1);
    }

    @Test
    void keys_that_are_longer_together_than_a_request_may_be_go_in_several() {
        List<String> keys = IntStream.range(0, 1000)
                .mapToObj(number -> "\"".repeat(600) + (1000 + number))
                .toList();
        bench.have(keys.toArray(String[]::new));
        SupabaseStorage lenient = bench.open(with -> with.possibleKeys(Pattern.compile(".+")));

        List<Deletion> verdicts = lenient.delete(unseen(keys));

        assertThat(verdicts).allMatch(deletion -> deletion.verdict() == Verdict.DELETED);
        assertThat(bench.supabase.received())
                .hasSize(2)
                .allMatch(request -> request.json().length() <= 1024 * 1024);
    }

    @Test
    void a_smaller_batch_is_kept_to() {
        bench.have("a", "b", "c");
        SupabaseStorage careful = bench.open(with -> with.batchSize(2));

        careful.delete(unseen(List.of("a", "b", "c")));

        assertThat(bench.supabase.received()).extracting(DeletesTest::named).containsExactly(2, 1);
    }

    @Test
    void a_key_is_named_once_however_often_it_is_asked_for() {
        bench.have("a");

        assertThat(bench.delete("a", "a", "a")).allMatch(deletion -> deletion.verdict() == Verdict.DELETED);

        assertThat(bench.supabase.received()).extracting(DeletesTest::named).containsExactly(1);
    }

    @Test
    void a_single_delete_says_no_content_type_because_it_has_no_content() {
        bench.deleteOne("gone");

        assertThat(bench.supabase.received())
                .filteredOn(request -> request.line().equals("DELETE /object/inputs/gone"))
                .singleElement()
                .satisfies(request -> assertThat(request.header("Content-Type")).isEmpty());
    }

    @Test
    void a_lost_answer_is_unknown_and_the_next_delete_finds_nothing() {
        bench.have("a");
        bench.supabase.trouble("DELETE /object/inputs", SupabaseTrouble.lostAnswer(), 1);

        Deletion first = bench.deleteOne("a");

        assertThat(first.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(first.failure()).isEqualTo(ErrorKind.OUTCOME_UNKNOWN);
        assertThat(bench.storage.stat(at("a"))).isEmpty();
        assertThat(bench.deleteOne("a").verdict()).isEqualTo(Verdict.ALREADY_ABSENT);
    }

    @Test
    void half_an_answer_is_unknown_for_all_that_it_was_about() {
        bench.have("a", "b");
        bench.supabase.trouble("DELETE /object/inputs", SupabaseTrouble.halfAnswer(), 1);

        assertThat(bench.delete("a", "b")).allMatch(deletion -> deletion.failure() == ErrorKind.OUTCOME_UNKNOWN);
    }

    @Test
    void a_server_error_may_follow_a_committed_half() {
        List<String> keys =
                IntStream.range(1000, 1600).mapToObj(Integer::toString).toList();
        bench.have(keys.toArray(String[]::new));
        bench.supabase.trouble("DELETE /object/inputs", SupabaseTrouble.halfCommitted(), 1);

        List<Deletion> verdicts = bench.storage.delete(unseen(keys));

        assertThat(verdicts).allMatch(deletion -> deletion.failure() == ErrorKind.OUTCOME_UNKNOWN);
        assertThat(verdicts).noneMatch(deletion -> deletion.verdict().isSuccess());
        assertThat(bench.storage.delete(unseen(keys)))
                .extracting(Deletion::verdict)
                .containsOnly(Verdict.DELETED, Verdict.ALREADY_ABSENT);
    }

    @Test
    void every_kind_of_broken_server_is_unknown_after_a_change() {
        for (SupabaseTrouble trouble : List.of(
                SupabaseTrouble.internalError(),
                SupabaseTrouble.databaseTimeout(),
                SupabaseTrouble.badGateway(),
                SupabaseTrouble.noServer(),
                SupabaseTrouble.newStyle(500, "InternalError"))) {
            bench.supabase.trouble("DELETE /object/inputs", trouble, 1);

            Deletion verdict = bench.deleteOne("a");

            assertThat(verdict.failure()).as("%s", trouble).isEqualTo(ErrorKind.OUTCOME_UNKNOWN);
            assertThat(verdict.reason())
                    .contains(Integer.toString(trouble.status()))
                    .doesNotContain("<html>");
        }
    }

    @Test
    void a_server_that_breaks_over_one_batch_is_asked_for_the_next() {
        bench.have("a", "b");
        SupabaseStorage single = bench.open(with -> with.batchSize(1));
        bench.supabase.trouble("DELETE /object/inputs", SupabaseTrouble.internalError(), 1);

        assertThat(single.delete(unseen(List.of("a", "b"))))
                .extracting(Deletion::verdict)
                .containsExactly(Verdict.FAILED, Verdict.DELETED);
    }

    @Test
    void a_success_that_is_not_the_services_is_none() {
        bench.have("a");
        bench.supabase.trouble("DELETE /object/inputs", SupabaseTrouble.said(200, Map.of(), "<html>welcome</html>"), 1);

        Deletion verdict = bench.deleteOne("a");

        assertThat(verdict.failure()).isEqualTo(ErrorKind.OUTCOME_UNKNOWN);
        assertThat(bench.supabase.keys(Bench.PRIVATE)).containsExactly("a");
    }

    @Test
    void a_key_that_expired_meanwhile_is_refused_and_proves_no_absence() {
        bench.have("a");
        SupabaseStorage soon = bench.open(with -> with.serviceKey(bench.supabase.serviceKey(Duration.ofHours(1))));
        bench.clock.advance(Duration.ofHours(2));

        assertThat(soon.delete(unseen(List.of("a", "gone"))))
                .allMatch(deletion -> deletion.verdict() == Verdict.DENIED);
    }

    @Test
    void a_missing_file_does_not_keep_its_row() {
        bench.have("a");
        bench.supabase.loseFile(Bench.PRIVATE, "a");

        assertThat(bench.deleteOne("a").verdict()).isEqualTo(Verdict.DELETED);
    }

    @Test
    void a_key_that_the_service_cannot_hold_is_absent_once_its_bucket_was_seen() {
        BlobLocation impossible = at("caf\u00e9.png");

        List<Deletion> verdicts = bench.storage.delete(List.of(new StoredBlob(impossible, null, "image/png", 0, null)));

        assertThat(verdicts).extracting(Deletion::verdict).containsExactly(Verdict.ALREADY_ABSENT);
        assertThat(bench.lines()).containsExactly("GET /bucket/inputs");
    }

    @Test
    void throttling_stops_the_run_and_says_how_long_to_wait_if_the_service_does() {
        bench.have("a", "b", "c");
        SupabaseStorage single = bench.open(with -> with.batchSize(1));
        bench.supabase.trouble("DELETE /object/inputs", SupabaseTrouble.rateLimit(Duration.ofSeconds(7)), 1);

        List<Deletion> verdicts = single.delete(unseen(List.of("a", "b", "c")));

        assertThat(bench.lines()).hasSize(1);
        assertThat(verdicts).allSatisfy(deletion -> {
            assertThat(deletion.failure()).isEqualTo(ErrorKind.THROTTLED);
            assertThat(deletion.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        });
        bench.supabase.trouble("DELETE /object/inputs", SupabaseTrouble.slowDown(), 1);
        assertThat(single.delete(unseen(List.of("a"))).get(0).retryAfter()).isNull();
    }

    @Test
    void a_service_that_does_not_answer_is_not_asked_for_each_of_the_others() {
        bench.have("a", "b", "c");
        SupabaseStorage single = bench.open(with -> with.batchSize(1));
        bench.supabase.trouble("DELETE /object/inputs", SupabaseTrouble.lostRequest(), 1);

        List<Deletion> verdicts = single.delete(unseen(List.of("a", "b", "c")));

        assertThat(bench.lines()).hasSize(1);
        assertThat(verdicts)
                .extracting(Deletion::failure)
                .containsExactly(ErrorKind.OUTCOME_UNKNOWN, ErrorKind.UNAVAILABLE, ErrorKind.UNAVAILABLE);
    }

    @Test
    void a_service_that_stops_answering_while_the_unnamed_are_settled_leaves_the_rest_untried() {
        bench.supabase.trouble("DELETE /object/inputs/", SupabaseTrouble.lostRequest(), 1);

        List<Deletion> verdicts = bench.delete("a", "b", "c");

        assertThat(verdicts)
                .extracting(Deletion::failure)
                .containsExactly(ErrorKind.OUTCOME_UNKNOWN, ErrorKind.UNAVAILABLE, ErrorKind.UNAVAILABLE);
        assertThat(bench.lines()).containsExactly("DELETE /object/inputs", "DELETE /object/inputs/a");
    }

    @Test
    void nothing_listens_at_the_address_so_nothing_was_done() {
        bench.supabase.close();

        assertThat(bench.deleteOne("a").failure()).isEqualTo(ErrorKind.UNAVAILABLE);
    }

    @Test
    void a_gateway_without_the_route_is_no_proof_of_absence() {
        for (SupabaseTrouble elsewhere : List.of(
                SupabaseTrouble.said(404, Map.of(), "{\"message\":\"no Route matched with those values\"}"),
                SupabaseTrouble.said(404, Map.of(), "<html>not here</html>"),
                SupabaseTrouble.said(301, Map.of("Location", "https://example.com/"), ""))) {
            bench.supabase.trouble("DELETE /object/inputs/", elsewhere, 1);

            Deletion verdict = bench.deleteOne("gone");

            assertThat(verdict.failure()).isEqualTo(ErrorKind.UNAVAILABLE);
            assertThat(verdict.reason()).contains("/storage/v1");
        }
    }

    private static int named(SupabaseRequest request) {
        return Json.read(Bench.bytes(request.json()))
                .map(body -> body.at("prefixes").items().size())
                .orElse(0);
    }

    @Test
    void verdicts_come_in_the_order_asked_for_over_several_buckets() {
        bench.have("a");
        List<StoredBlob> asked = new ArrayList<>();
        asked.add(new StoredBlob(Bench.publicly("p"), null, "image/png", 0, null));
        asked.addAll(unseen(List.of("a", "gone")));

        assertThat(bench.storage.delete(asked))
                .extracting(Deletion::location)
                .containsExactly(Bench.publicly("p"), at("a"), at("gone"));
    }
}
