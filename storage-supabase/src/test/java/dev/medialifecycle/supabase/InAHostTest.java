package dev.medialifecycle.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.diagnosis.Diagnosis;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.memory.MemoryJobRepository;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.testkit.supabase.SupabaseTrouble;
import dev.medialifecycle.upload.KeyTemplate;
import dev.medialifecycle.upload.Upload;
import dev.medialifecycle.upload.UploadPolicy;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host over Supabase: no user's session anywhere, and what the service does wrong comes right by itself. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InAHostTest {
    private static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private final Bench bench = Bench.hosted();
    private final List<MediaEvent> told = new CopyOnWriteArrayList<>();
    private final MediaLifecycle media;

    InAHostTest(@TempDir Path spool) {
        media = MediaLifecycle.builder()
                .storage(bench.storage)
                .repository(new MemoryJobRepository())
                .uploads(
                        AssetRole.INPUT,
                        UploadPolicy.images("supabase", Bench.PRIVATE, KeyTemplate.of("{owner}/inputs/{uuid}.{ext}")))
                .retention(RetentionPolicy.keepForever().with(AssetRole.INPUT, Retention.ephemeral()))
                .noReferences()
                .spool(spool)
                .listener(told::add)
                .clock(bench.clock)
                .build();
    }

    @AfterEach
    void close() {
        media.close();
        bench.close();
    }

    @Test
    void what_is_released_goes_by_one_request_and_says_what_it_leaves() {
        List<AssetId> assets = upload(20);
        assertThat(bench.supabase.keys(Bench.PRIVATE)).hasSize(20);
        bench.supabase.forgetReceived();

        media.release(assets);
        live(Duration.ofMinutes(1));

        assertThat(bench.supabase.keys(Bench.PRIVATE)).isEmpty();
        assertThat(bench.lines()).filteredOn(line -> line.startsWith("DELETE")).hasSize(1);
        assertThat(told)
                .filteredOn(MediaEvent.AssetDeleted.class::isInstance)
                .hasSize(20)
                .allSatisfy(event -> assertThat(event.toString()).contains("CACHE_EXPIRES"));
    }

    @Test
    void a_lost_answer_and_a_committed_half_come_right() {
        List<AssetId> assets = upload(600);
        bench.supabase.trouble("DELETE /object/inputs", SupabaseTrouble.halfCommitted(), 1);
        bench.supabase.trouble("DELETE /object/inputs", SupabaseTrouble.lostAnswer(), 1);

        media.release(assets);
        live(Duration.ofHours(4));

        assertThat(bench.supabase.keys(Bench.PRIVATE)).isEmpty();
        assertThat(assets).allMatch(id -> media.asset(id).orElseThrow().state() == AssetState.DELETED);
    }

    @Test
    void a_locked_project_is_asked_once_a_minute_and_everything_goes_on_when_it_is_unlocked() {
        List<AssetId> assets = upload(50);
        bench.supabase.forgetReceived();
        bench.supabase.lockQuota();
        media.release(assets);

        live(Duration.ofMinutes(10));

        assertThat(bench.lines()).hasSizeBetween(1, 11);
        assertThat(told)
                .filteredOn(MediaEvent.DeletionFailed.class::isInstance)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.toString()).contains(ErrorCode.QUOTA_LOCKED.code()));
        assertThat(media.diagnose().isHealthy()).isFalse();

        bench.supabase.endTroubles();
        live(Duration.ofHours(4));
        assertThat(bench.supabase.keys(Bench.PRIVATE)).isEmpty();
    }

    @Test
    void an_examination_of_private_and_public_buckets_finds_nothing_and_leaves_nothing() {
        Diagnosis diagnosis = media.diagnose();

        assertThat(diagnosis.isHealthy()).as("%s", diagnosis.findings()).isTrue();
        assertThat(diagnosis.with(Finding.Status.WARNING)).isEmpty();
        assertThat(diagnosis.findings())
                .extracting(Finding::subject)
                .contains("supabase key", "supabase:inputs public URL", "supabase:images public URL");
        assertThat(diagnosis.findings().toString())
                .doesNotContain(bench.supabase.serviceKey())
                .doesNotContain("token=");
        assertThat(bench.supabase.keys(Bench.PRIVATE)).isEmpty();
        assertThat(bench.supabase.keys(Bench.PUBLIC)).isEmpty();
    }

    private List<AssetId> upload(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> media.upload(Upload.of("user-1", AssetRole.INPUT, new ByteArrayInputStream(PIXEL))))
                .map(Asset::id)
                .toList();
    }

    private void live(Duration time) {
        for (int step = 0; step < 120; step++) {
            bench.clock.advance(time.dividedBy(120));
            media.runDue(10_000);
        }
    }
}
