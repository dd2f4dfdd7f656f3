package dev.medialifecycle.examples.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.examples.app.Http.Part;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.listener.MediaEvent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

class SweepRoadTest extends HostTest {
    private static final String SWEEPS = "/admin/sweeps";

    @Value("${app.data}")
    Path data;

    @AfterEach
    void leaveNoRecords() {
        for (String table : List.of("gallery_item", "video", "module", "patch")) {
            jdbc.sql("DELETE FROM " + table).update();
        }
        acceptEmptyTables();
        clock.advance(Duration.ofDays(2));
        execute();
        runDue();
    }

    private void acceptEmptyTables() {
        for (String source : List.of(
                "gallery_item.asset_id",
                "gallery_item.url",
                "gallery_item.metadata.asset_id",
                "patch.images",
                "video.reference_image_url")) {
            media.acceptReferences(source);
        }
    }

    @Test
    void removes_what_nobody_remembers_and_keeps_what_is_referenced() {
        List<String> planted = plant(10);
        saveAsPatch(planted.subList(0, 4));
        clock.advance(Duration.ofHours(2));

        Answer dryRun = admin.post(SWEEPS, Map.of());
        assertThat(dryRun.status()).isEqualTo(200);
        assertThat(dryRun.field("mode")).isEqualTo("DRY_RUN");
        assertThat(dryRun.field("outcome")).isEqualTo("COMPLETED");
        assertThat(dryRun.text()).contains("ORPHAN=6", "REFERENCED=4");
        runDue();
        assertThat(planted).allMatch(this::isServed);

        Answer execution = execute();
        assertThat(execution.field("outcome")).as(execution.text()).isEqualTo("COMPLETED");
        assertThat(execution.json().path("blobs").path("done").asInt()).isEqualTo(6);
        runDue();
        assertThat(planted.subList(0, 4)).allMatch(this::isServed);
        assertThat(planted.subList(4, 10)).noneMatch(this::isServed);
    }

    @Test
    void refuses_to_take_more_than_its_share() {
        List<String> planted = plant(3);
        clock.advance(Duration.ofHours(2));
        Answer execution = admin.post(SWEEPS, Map.of("mode", "EXECUTE"));
        assertThat(execution.field("outcome")).isEqualTo("ABORTED");
        assertThat(execution.text()).contains("ML-SW-005");
        runDue();
        assertThat(planted).allMatch(this::isServed);
    }

    @Test
    void leaves_young_blobs_alone() {
        List<String> planted = plant(1);
        clock.advance(Duration.ofHours(1).minusSeconds(1));
        execute();
        runDue();
        assertThat(planted).allMatch(this::isServed);
        clock.advance(Duration.ofSeconds(2));
        execute();
        runDue();
        assertThat(planted).noneMatch(this::isServed);
    }

    @Test
    void concludes_nothing_while_a_source_throws() {
        List<String> planted = plant(2);
        clock.advance(Duration.ofHours(2));
        jdbc.sql("ALTER TABLE patch RENAME TO patch_away").update();
        try {
            Answer execution = execute();
            assertThat(execution.field("outcome")).isEqualTo("ABORTED");
            assertThat(execution.text()).contains("ML-SW-002").doesNotContain("patch_away", "Exception");
            assertThat(execution.json().path("blobs").path("done").asInt()).isZero();
        } finally {
            jdbc.sql("ALTER TABLE patch_away RENAME TO patch").update();
        }
        runDue();
        assertThat(planted).allMatch(this::isServed);
        assertThat(told.of(MediaEvent.SweepAborted.class)).isNotEmpty();
    }

    @Test
    void concludes_nothing_while_a_source_holds_suspiciously_little() {
        List<String> planted = plant(20);
        planted.forEach(url -> alice.post("/api/v1/videos", Map.of("title", "v", "referenceImageUrl", url)));
        clock.advance(Duration.ofHours(2));
        assertThat(execute().field("outcome")).isEqualTo("COMPLETED");
        jdbc.sql("DELETE FROM video").update();

        Answer suspicious = execute();
        assertThat(suspicious.field("outcome")).isEqualTo("ABORTED");
        assertThat(suspicious.text()).contains("ML-SW-003", "video.reference_image_url");
        runDue();
        assertThat(planted).allMatch(this::isServed);

        assertThat(admin.post("/admin/references/video.reference_image_url/accept", Map.of())
                        .status())
                .isEqualTo(204);
        assertThat(execute().field("outcome")).isEqualTo("COMPLETED");
        runDue();
        assertThat(planted).noneMatch(this::isServed);
    }

    @Test
    void removes_old_spool_files_of_the_library_and_no_others() throws Exception {
        Path spool = Files.createDirectories(data.resolve("spool"));
        Path old = file(spool.resolve("media-spool-old.tmp"), Duration.ofHours(2));
        Path young = file(spool.resolve("media-spool-young.tmp"), Duration.ofMinutes(10));
        Path others = file(spool.resolve("somebody-elses.tmp"), Duration.ofDays(9));
        Answer execution = execute();
        assertThat(execution.json().path("spool").path("done").asInt()).isEqualTo(1);
        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(others).exists();
        Files.delete(young);
    }

    @Test
    void forgets_jobs_only_after_their_files() {
        JobId forgotten = generation();
        JobId saved = generation();
        alice.post("/api/v1/gallery", Map.of("jobId", saved.toString(), "index", 0));
        clock.advance(Duration.ofDays(31));
        execute();
        assertThat(media.job(forgotten)).as("its file is still there").isPresent();
        runDue();
        clock.advance(Duration.ofDays(1));
        runDue();
        execute();
        assertThat(media.job(forgotten)).isEmpty();
        assertThat(media.job(saved)).isPresent();
    }

    @Test
    void keeps_what_only_the_asset_id_in_a_row_protects() {
        JobId job = generation();
        String url = alice.post("/api/v1/gallery", Map.of("jobId", job.toString(), "index", 0))
                .field("url");
        jdbc.sql("UPDATE gallery_item SET url = 'unknown', metadata = '{}'").update();
        later(Duration.ofDays(3));
        execute();
        runDue();
        assertThat(isServed(url)).isTrue();
    }

    @Test
    void keeps_what_only_the_metadata_of_a_row_protects() {
        JobId job = generation();
        String url = alice.post("/api/v1/gallery", Map.of("jobId", job.toString(), "index", 0))
                .field("url");
        jdbc.sql("UPDATE gallery_item SET url = 'unknown', asset_id = ?")
                .param(UUID.randomUUID())
                .update();
        later(Duration.ofDays(3));
        execute();
        runDue();
        assertThat(isServed(url)).isTrue();

        jdbc.sql("DELETE FROM gallery_item").update();
        acceptEmptyTables();
        later(Duration.ofDays(3));
        assertThat(isServed(url)).isFalse();
    }

    @Test
    void is_for_the_person_in_charge() {
        assertThat(nobody.post(SWEEPS, Map.of()).status()).isEqualTo(401);
        assertThat(alice.post(SWEEPS, Map.of()).status()).isEqualTo(403);
        assertThat(admin.post(SWEEPS, Map.of("maxShare", 2)).status()).isEqualTo(400);
    }

    private Answer execute() {
        return admin.post(SWEEPS, Map.of("mode", "EXECUTE", "maxShare", 1));
    }

    private JobId generation() {
        String id =
                alice.form("/api/v1/generations", Part.field("prompt", "a cat")).field("id");
        String vendorId =
                replicate.predictions().get(replicate.predictions().size() - 1).id();
        replicate.send(replicate.succeed(
                vendorId, replicate.serve(UUID.randomUUID() + ".png", Pictures.png(5, 5), "image/png")));
        runDue();
        return JobId.of(id);
    }

    /** Blobs that were put there behind the library's back; their URLs. */
    private List<String> plant(int count) {
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BlobLocation location = new BlobLocation("disk", "media", "alice/lost/" + UUID.randomUUID() + ".png");
            disk.put(new PutRequest(location, source(Pictures.png(2, 2)), "image/png"));
            urls.add(disk.publicUrl(location).toString());
        }
        return urls;
    }

    private void saveAsPatch(List<String> urls) {
        Answer answer = alice.post("/api/v1/patches", Map.of("name", "n" + UUID.randomUUID(), "images", urls));
        assertThat(answer.status()).isEqualTo(201);
    }

    private Path file(Path path, Duration age) throws Exception {
        Files.writeString(path, "left behind");
        Files.setLastModifiedTime(path, FileTime.from(clock.instant().minus(age)));
        return path;
    }

    private static BlobSource source(byte[] bytes) {
        return new BlobSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
