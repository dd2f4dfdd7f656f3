package dev.medialifecycle.examples.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.examples.app.Http.Part;
import dev.medialifecycle.testkit.FakeReplicate;
import dev.medialifecycle.testkit.FakeWebhook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real application, killed with SIGKILL: what was recorded is done afterwards, and nothing else. */
class KillTest {
    private static final int RECORDS = 20;
    private static final int IMAGES = 25;

    private final FakeReplicate replicate = FakeReplicate.start();
    private final HostProcess host = new HostProcess(replicate);

    @AfterEach
    void close() throws Exception {
        host.close();
        replicate.close();
    }

    @Test
    void deletes_what_five_hundred_killed_releases_meant_and_nothing_else() throws Exception {
        host.start(HostProcess.Background.OFF);
        List<String> records = new ArrayList<>();
        for (int i = 0; i < RECORDS + 1; i++) {
            records.add(record());
        }
        String kept = records.remove(0);
        assertThat(files("media")).hasSize((RECORDS + 1) * IMAGES);
        records.forEach(
                record -> assertThat(host.alice().delete(record).status()).isEqualTo(204));
        // Right after the last commit.
        host.kill();

        host.start(HostProcess.Background.ON);
        HostProcess.await(() -> files("media").size() < RECORDS * IMAGES * 3 / 4);
        host.kill();
        host.start(HostProcess.Background.ON);
        HostProcess.await(() -> files("media").size() <= IMAGES);

        assertThat(host.admin().get("/admin/given-up").json().size()).isZero();
        host.alice()
                .get(kept)
                .json()
                .path("images")
                .forEach(url ->
                        assertThat(host.alice().get(url.asString()).status()).isEqualTo(200));
        records.forEach(record -> assertThat(host.alice().get(record).status()).isEqualTo(404));
    }

    @Test
    void does_the_work_of_a_webhook_once_although_it_was_killed_after_accepting_it() throws Exception {
        host.start(HostProcess.Background.OFF);
        String id = host.alice()
                .form("/api/v1/generations", Part.field("prompt", "a cat"), Part.png("input1", Pictures.png(3, 3)))
                .field("id");
        String vendorId = replicate.predictions().get(0).id();
        FakeWebhook success =
                replicate.succeed(vendorId, replicate.serve("cat.jpg", Pictures.jpeg(64, 48), "image/jpeg"));
        assertThat(replicate.send(success).status()).isEqualTo(200);
        host.kill();

        host.start(HostProcess.Background.ON);
        assertThat(replicate.send(success).status()).isEqualTo(200);
        HostProcess.await(() -> status(id).equals("SUCCEEDED"));
        assertThat(replicate.send(success).status()).isEqualTo(200);
        HostProcess.await(() -> files("inputs").isEmpty());

        assertThat(files("media")).hasSize(1);
        Answer shown = host.alice().get("/api/v1/generations/" + id);
        assertThat(shown.json().path("outputs").size()).isEqualTo(1);
        assertThat(host.alice()
                        .get(shown.json().path("outputs").path(0).path("url").asString())
                        .bytes())
                .isEqualTo(Pictures.jpeg(64, 48));
    }

    private String status(String generation) {
        return host.alice().get("/api/v1/generations/" + generation).field("status");
    }

    private String record() {
        List<String> urls = Stream.generate(() -> host.alice()
                        .form("/api/v1/uploads?role=image", Part.png("file", Pictures.png(4, 3)))
                        .field("url"))
                .limit(IMAGES)
                .toList();
        Answer answer = host.alice().post("/api/v1/patches", Map.of("name", "n" + UUID.randomUUID(), "images", urls));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return "/api/v1/patches/" + answer.field("id");
    }

    private List<BlobLocation> files(String bucket) {
        return host.files(bucket);
    }
}
