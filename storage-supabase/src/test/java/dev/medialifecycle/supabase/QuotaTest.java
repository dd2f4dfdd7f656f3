package dev.medialifecycle.supabase;

import static dev.medialifecycle.supabase.Bench.at;
import static dev.medialifecycle.supabase.Bench.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Deletion.Verdict;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.testkit.supabase.SupabaseTrouble;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A project over its quota is left alone, and told apart from everything else that fails. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class QuotaTest {
    private final Bench bench = Bench.hosted(builder -> builder.batchSize(1));

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void a_locked_project_has_a_code_of_its_own_and_a_time_to_come_back() {
        bench.have("a", "b");
        bench.supabase.lockQuota();

        List<Deletion> verdicts = bench.delete("a", "b");

        assertThat(verdicts).allSatisfy(deletion -> {
            assertThat(deletion.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(deletion.code()).isEqualTo(ErrorCode.QUOTA_LOCKED);
            assertThat(deletion.failure()).isEqualTo(ErrorKind.UNAVAILABLE);
            assertThat(deletion.retryAfter()).isEqualTo(Duration.ofMinutes(1));
            assertThat(deletion.reason()).contains("locked the project for its quota");
        });
        assertThat(bench.lines()).hasSize(1);
    }

    @Test
    void nothing_is_asked_for_a_minute_whatever_is_called() {
        bench.supabase.lockQuota();
        bench.deleteOne("a");
        bench.clock.advance(Duration.ofSeconds(59));

        for (var call : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                () -> bench.storage.stat(at("a")),
                () -> bench.put(at("a")),
                () -> bench.storage.open(at("a"), ByteRange.all()),
                () -> bench.storage.list(Bench.PRIVATE, "", null),
                () -> bench.storage.signedUrl(at("a"), Duration.ofMinutes(1)),
                () -> bench.storage.signedPut(at("a"), "image/png", 1, Duration.ofMinutes(1)))) {
            MediaLifecycleException refusal = failure(call);
            assertThat(refusal.code()).isEqualTo(ErrorCode.QUOTA_LOCKED);
            assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
        }
        assertThat(bench.lines()).hasSize(1);
    }

    @Test
    void one_request_a_minute_looks_whether_it_is_over() throws Exception {
        bench.supabase.lockQuota();
        bench.deleteOne("a");
        for (int minute = 2; minute <= 5; minute++) {
            bench.clock.advance(Duration.ofMinutes(1));
            together(8, () -> bench.deleteOne("a"));
            assertThat(bench.lines()).as("after %s minutes", minute).hasSize(minute);
        }
    }

    @Test
    void all_goes_on_when_it_is_over() {
        bench.have("a", "b");
        bench.supabase.lockQuota();
        bench.deleteOne("a");
        bench.supabase.endTroubles();
        assertThat(bench.deleteOne("a").verdict()).isEqualTo(Verdict.FAILED);

        bench.clock.advance(Duration.ofMinutes(1));

        assertThat(bench.delete("a", "b")).allMatch(deletion -> deletion.verdict() == Verdict.DELETED);
    }

    @Test
    void the_status_is_enough_whatever_the_body_says() {
        for (String body : List.of("", "<html>pay</html>", "{\"statusCode\":\"403\",\"code\":\"AccessDenied\"}")) {
            bench.supabase.trouble("GET /object/info", SupabaseTrouble.said(402, Map.of(), body), 1);
            assertThat(failure(() -> bench.storage.stat(at("a"))).code())
                    .as(body)
                    .isEqualTo(ErrorCode.QUOTA_LOCKED);
            bench.clock.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void downloads_are_locked_too() {
        bench.have("a");
        bench.supabase.trouble("GET /object/authenticated", SupabaseTrouble.quotaLock(), 1);

        assertThat(failure(() -> bench.storage.open(at("a"), ByteRange.all())).code())
                .isEqualTo(ErrorCode.QUOTA_LOCKED);
        assertThat(failure(() -> bench.storage.stat(at("a"))).code()).isEqualTo(ErrorCode.QUOTA_LOCKED);
    }

    @Test
    void an_examination_says_so() {
        bench.supabase.lockQuota();

        assertThat(bench.storage.diagnose()).anySatisfy(finding -> {
            assertThat(finding.status()).isEqualTo(Finding.Status.FAILED);
            assertThat(finding.code()).isEqualTo(ErrorCode.QUOTA_LOCKED);
            assertThat(finding.next()).contains("upgrade the plan");
        });
        assertThat(bench.lines()).hasSize(1);
    }

    private static void together(int runners, Callable<?> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(runners);
        try {
            for (var one : threads.invokeAll(java.util.Collections.nCopies(runners, work))) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
