package dev.medialifecycle.examples.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.examples.app.Http.Part;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.testkit.FakePrediction;
import dev.medialifecycle.testkit.FakeWebhook;
import dev.medialifecycle.testkit.FetchedInput;
import dev.medialifecycle.testkit.WebhookAnswer;
import dev.medialifecycle.testkit.WebhookSigner;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationRoadTest extends HostTest {
    private static final String GENERATIONS = "/api/v1/generations";
    private static final String WEBHOOK = "/api/v1/webhooks/replicate";
    private static final byte[] OUTPUT = Pictures.jpeg(64, 48);

    @Test
    void keeps_the_output_and_lets_the_inputs_go() {
        Generation generation = begin(2);
        assertThat(generation.prediction().inputs()).hasSize(2).allMatch(FetchedInput::isFetched);
        assertThat(generation.show().field("status")).isEqualTo("STARTING");

        WebhookAnswer processing = replicate.send(replicate.process(generation.vendorId()));
        assertThat(processing.body())
                .isEqualTo("{\"processed\":true,\"jobId\":\"" + generation.id() + "\",\"status\":\"processing\"}");
        WebhookAnswer done = replicate.send(replicate.succeed(generation.vendorId(), output()));
        assertThat(done.status()).isEqualTo(200);
        assertThat(listing()).contains(generation.inputLocations().toArray(String[]::new));

        runDue();
        Answer shown = generation.show();
        assertThat(shown.field("status")).isEqualTo("SUCCEEDED");
        String url = shown.json().path("outputs").path(0).path("url").asString();
        assertThat(nobody.get(url).bytes()).isEqualTo(OUTPUT);
        assertThat(url).startsWith(base + "/files/media/alice/outputs/").endsWith(".jpg");
        assertThat(shown.text()).doesNotContain(replicate.apiBase().toString());
        assertThat(listing()).doesNotContainAnyElementsOf(generation.inputLocations());
        assertThat(told.of(MediaEvent.JobSucceeded.class))
                .anyMatch(event -> event.job().id().equals(generation.jobId()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void takes_as_many_inputs_as_there_are(int inputs) {
        Generation generation = begin(inputs);
        assertThat(generation.show().json().path("inputs").size()).isEqualTo(inputs);
        assertThat(generation.prediction().inputs()).hasSize(inputs);
    }

    @Test
    void says_why_a_generation_failed() {
        Generation generation = begin(1);
        replicate.send(replicate.fail(generation.vendorId(), "out of memory"));
        runDue();
        assertThat(generation.show().field("status")).isEqualTo("FAILED");
        assertThat(generation.show().field("failure")).isEqualTo("out of memory");
        assertThat(listing()).doesNotContainAnyElementsOf(generation.inputLocations());
    }

    @Test
    void ends_a_canceled_generation() {
        Generation generation = begin(1);
        replicate.send(replicate.become(generation.vendorId(), "canceled"));
        runDue();
        assertThat(generation.show().field("status")).isEqualTo("CANCELED");
        assertThat(listing()).doesNotContainAnyElementsOf(generation.inputLocations());
    }

    @Test
    void does_nothing_twice() {
        Generation generation = begin(0);
        FakeWebhook success = replicate.succeed(generation.vendorId(), output());
        replicate.send(success);
        runDue();
        List<String> once = listing();
        WebhookAnswer again = replicate.send(success);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("\"processed\":true");
        runDue();
        assertThat(listing()).isEqualTo(once);
        assertThat(told.of(MediaEvent.OutputKept.class).stream()
                        .filter(event -> event.job().equals(generation.jobId())))
                .hasSize(1);
    }

    @Test
    void never_goes_back() {
        Generation generation = begin(0);
        FakeWebhook processing = replicate.process(generation.vendorId());
        FakeWebhook success = replicate.succeed(generation.vendorId(), output());
        replicate.send(success);
        assertThat(replicate.send(processing).status()).isEqualTo(200);
        runDue();
        assertThat(replicate.send(processing).status()).isEqualTo(200);
        assertThat(replicate
                        .send(replicate.fail(generation.vendorId(), "too late"))
                        .status())
                .isEqualTo(200);
        runDue();
        assertThat(generation.show().field("status")).isEqualTo("SUCCEEDED");
    }

    @Test
    void refuses_a_forged_webhook() {
        Generation generation = begin(0);
        WebhookAnswer forged = replicate.sendForged(replicate.succeed(generation.vendorId(), output()));
        assertThat(forged.status()).isEqualTo(401);
        assertThat(forged.body()).isEqualTo("{\"processed\":false,\"reason\":\"Invalid signature\"}");
        Answer bySomebody = nobody.raw(
                WEBHOOK,
                BodyPublishers.ofString("{}"),
                "Content-Type",
                "application/json",
                "webhook-signature",
                "test");
        assertThat(bySomebody.status()).isEqualTo(401);
        runDue();
        assertThat(generation.show().field("status")).isEqualTo("STARTING");
    }

    @Test
    void refuses_a_webhook_that_was_signed_long_ago() {
        Generation generation = begin(0);
        FakeWebhook success = replicate.succeed(generation.vendorId(), output());
        Map<String, List<String>> headers = WebhookSigner.replicate(replicate.secret())
                .headers(success.id(), clock.instant().minus(Duration.ofMinutes(6)), success.body());
        List<String> flat = new ArrayList<>(List.of("Content-Type", "application/json"));
        headers.forEach((name, values) -> flat.addAll(List.of(name, values.get(0))));
        Answer stale = nobody.raw(WEBHOOK, BodyPublishers.ofByteArray(success.body()), flat.toArray(String[]::new));
        assertThat(stale.status()).isEqualTo(401);
        assertThat(media.job(generation.jobId()).orElseThrow().status()).isEqualTo(JobStatus.STARTING);
    }

    @Test
    void answers_for_a_job_it_does_not_know() {
        Answer answer = signed("msg_unknown", "{\"id\":\"nobodys-job\",\"status\":\"succeeded\",\"output\":[]}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.text()).isEqualTo("{\"processed\":false,\"reason\":\"Job not found\"}");
    }

    @Test
    void applies_a_webhook_that_came_before_its_job() {
        String vendorId = "early-" + UUID.randomUUID();
        Answer early = signed(
                "msg_" + vendorId,
                "{\"id\":\"" + vendorId + "\",\"status\":\"succeeded\",\"output\":[\"" + output() + "\"]}");
        assertThat(early.text()).isEqualTo("{\"processed\":false,\"reason\":\"Job not found\"}");
        later(Duration.ofSeconds(2));
        Job job = media.openJob("alice", "replicate", Set.of());
        media.jobStarted(job.id(), new VendorJobId("replicate", vendorId));
        runDue();
        assertThat(media.job(job.id()).orElseThrow().status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void lets_an_input_of_two_jobs_go_with_the_last_of_them() {
        AssetId input = AssetId.of(alice.form("/api/v1/uploads?role=input", Part.png("file", Pictures.png(4, 3)))
                .field("assetId"));
        Job first = media.openJob("alice", "replicate", Set.of(input));
        Job second = media.openJob("alice", "replicate", Set.of(input));
        media.jobFailed(first.id(), "no luck");
        later(Duration.ofHours(1));
        assertThat(state(input.toString())).isEqualTo(AssetState.ACTIVE);
        media.jobFailed(second.id(), "no luck either");
        runDue();
        assertThat(state(input.toString())).isEqualTo(AssetState.DELETED);
    }

    @Test
    void takes_what_it_cannot_read_once_and_for_all() {
        Answer answer = signed("msg_junk", "this is no JSON");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(jdbc.sql("SELECT COUNT(*) FROM ml_delivery WHERE state = 'DEAD'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(answer.json().path("processed").asBoolean(true)).isFalse();
        assertThat(nobody.raw("/api/v1/webhooks/stranger", BodyPublishers.ofString("{}"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void refuses_a_body_that_is_no_webhook() {
        Answer answer = nobody.raw(WEBHOOK, BodyPublishers.ofByteArray(new byte[(1 << 20) + 1]));
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void asks_for_another_delivery_while_the_repository_is_down() {
        Generation generation = begin(1);
        FakeWebhook success = replicate.succeed(generation.vendorId(), output());
        repository.goDown();
        WebhookAnswer down = replicate.send(success);
        assertThat(down.status()).isEqualTo(503);
        assertThat(down.body()).doesNotContain("internal");
        Answer asked = generation.show();
        assertThat(asked.status()).isEqualTo(503);
        assertThat(asked.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(asked.text()).contains("ML-RP-001").doesNotContain("internal", "Exception");
        repository.comeBack();
        assertThat(replicate.send(success).status()).isEqualTo(200);
        runDue();
        assertThat(generation.show().field("status")).isEqualTo("SUCCEEDED");
    }

    @Test
    void learns_the_end_even_if_no_webhook_ever_comes() {
        Generation generation = begin(0);
        replicate.succeed(generation.vendorId(), output());
        later(Duration.ofMinutes(16));
        assertThat(generation.show().field("status")).isEqualTo("SUCCEEDED");
    }

    @Test
    void fails_a_generation_that_the_vendor_does_not_take() {
        List<String> before = listing();
        int predictions = replicate.predictions().size();
        Answer refused = alice.form(
                GENERATIONS,
                Part.field("prompt", "x"),
                Part.png("input1", Pictures.png(3, 3)),
                Part.png("input2", Pictures.HTML));
        assertThat(refused.status()).isEqualTo(415);
        assertThat(replicate.predictions()).hasSize(predictions);
        assertThat(listing()).isEqualTo(before);
        assertThat(alice.form(GENERATIONS, Part.field("prompt", " ")).status()).isEqualTo(422);
        assertThat(alice.form(GENERATIONS, Part.png("input1", Pictures.png(3, 3)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void shows_generations_to_their_owner_only() {
        Generation generation = begin(0);
        assertThat(bob.get(GENERATIONS + "/" + generation.id()).status()).isEqualTo(403);
        assertThat(alice.get(GENERATIONS + "/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(bob.post("/api/v1/gallery", Map.of("jobId", generation.id(), "index", 0))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void keeps_what_was_saved_and_nothing_else() {
        Generation saved = succeeded();
        Generation forgotten = succeeded();
        String forgottenAsset = forgotten.assetId();
        String forgottenUrl = forgotten.url();
        Answer item = alice.post("/api/v1/gallery", Map.of("jobId", saved.id(), "index", 0));
        assertThat(item.status()).isEqualTo(201);
        String url = item.field("url");
        assertThat(alice.get("/api/v1/gallery").text()).contains(url);
        assertThat(bob.get("/api/v1/gallery").text()).doesNotContain(url);

        later(Duration.ofDays(2));
        later(Duration.ofDays(2));
        assertThat(isServed(url)).isTrue();
        assertThat(state(forgottenAsset)).isEqualTo(AssetState.DELETED);
        assertThat(isServed(forgottenUrl)).isFalse();
        assertThat(forgotten.url()).isEmpty();

        assertThat(bob.delete("/api/v1/gallery/" + item.field("id")).status()).isEqualTo(403);
        runDue();
        assertThat(isServed(url)).isTrue();
        assertThat(alice.delete("/api/v1/gallery/" + item.field("id")).status()).isEqualTo(204);
        assertThat(isServed(url)).isTrue();
        runDue();
        assertThat(isServed(url)).isFalse();
        assertThat(alice.delete("/api/v1/gallery/" + item.field("id")).status()).isEqualTo(404);
    }

    @Test
    void fetches_an_output_at_once_for_whoever_saves_it_at_once() {
        Generation generation = begin(0);
        assertThat(alice.post("/api/v1/gallery", Map.of("jobId", generation.id(), "index", 0))
                        .status())
                .isEqualTo(409);
        replicate.send(replicate.succeed(generation.vendorId(), output()));
        Answer item = alice.post("/api/v1/gallery", Map.of("jobId", generation.id(), "index", 0));
        assertThat(item.status()).isEqualTo(201);
        assertThat(isServed(item.field("url"))).isTrue();
        runDue();
        assertThat(generation.url()).isEqualTo(item.field("url"));
    }

    private Generation succeeded() {
        Generation generation = begin(0);
        replicate.send(replicate.succeed(generation.vendorId(), output()));
        runDue();
        return generation;
    }

    private Generation begin(int inputs) {
        List<Part> parts = new ArrayList<>(List.of(Part.field("prompt", "a cat")));
        for (int i = 1; i <= inputs; i++) {
            parts.add(Part.png("input" + i, Pictures.png(i, i)));
        }
        Answer answer = alice.form(GENERATIONS, parts.toArray(Part[]::new));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        List<FakePrediction> all = replicate.predictions();
        return new Generation(answer.field("id"), all.get(all.size() - 1));
    }

    private URI output() {
        return replicate.serve(UUID.randomUUID() + ".jpg", OUTPUT, "image/jpeg");
    }

    private Answer signed(String id, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        List<String> headers = new ArrayList<>(List.of("Content-Type", "application/json"));
        WebhookSigner.replicate(replicate.secret())
                .headers(id, clock.instant(), bytes)
                .forEach((name, values) -> headers.addAll(List.of(name, values.get(0))));
        return nobody.raw(WEBHOOK, BodyPublishers.ofByteArray(bytes), headers.toArray(String[]::new));
    }

    /** A generation of alice's. */
    private final class Generation {
        private final String id;
        private final FakePrediction prediction;
        private final List<String> inputs = new ArrayList<>();

        Generation(String id, FakePrediction prediction) {
            this.id = id;
            this.prediction = prediction;
            show().json()
                    .path("inputs")
                    .forEach(path ->
                            inputs.add("disk:inputs/" + path.path("path").asString()));
        }

        String id() {
            return id;
        }

        JobId jobId() {
            return JobId.of(id);
        }

        String vendorId() {
            return prediction.id();
        }

        FakePrediction prediction() {
            return prediction;
        }

        List<String> inputLocations() {
            return inputs;
        }

        Answer show() {
            return alice.get(GENERATIONS + "/" + id);
        }

        String url() {
            return show().json().path("outputs").path(0).path("url").asString();
        }

        String assetId() {
            return show().json().path("outputs").path(0).path("assetId").asString();
        }
    }
}
