package dev.medialifecycle.examples.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.examples.app.Http.Part;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.testkit.FakePrediction;
import dev.medialifecycle.testkit.FakeWebhook;
import dev.medialifecycle.testkit.WebhookAnswer;
import dev.medialifecycle.testkit.WebhookSigner;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

/** The vendor's way in, as the host may set it up. */
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = {"app.webhooks.aliases=/api/webhook/replicate", "app.webhooks.cors=true"})
class WebhookRouteTest extends HostTest {
    private static final String ROUTE = "/api/v1/webhooks/replicate";
    private static final String ALIAS = "/api/webhook/replicate";

    @Test
    void answers_alike_at_every_path() {
        for (String path : List.of(ROUTE, ALIAS)) {
            String id = job();
            Answer genuine = signed(path, "{\"id\":\"" + id + "\",\"status\":\"processing\"}");
            assertThat(genuine.status()).as(path).isEqualTo(200);
            assertThat(genuine.json().propertyNames()).containsExactlyInAnyOrder("processed", "jobId", "status");
            Answer forged = nobody.raw(path, BodyPublishers.ofString("{}"));
            assertThat(forged.status()).isEqualTo(401);
            assertThat(forged.text()).isEqualTo("{\"processed\":false,\"reason\":\"Invalid signature\"}");
        }
    }

    @Test
    void tells_browsers_what_may_be_sent() {
        for (String path : List.of(ROUTE, ALIAS)) {
            Answer options = nobody.call("OPTIONS", path);
            assertThat(options.status()).isEqualTo(200);
            assertThat(options.header("Access-Control-Allow-Methods")).isEqualTo("POST, OPTIONS");
            assertThat(options.header("Access-Control-Allow-Headers")).isEqualTo("Content-Type, webhook-signature");
        }
    }

    @Test
    void refuses_twenty_megabytes_unread() {
        Answer answer = nobody.raw(ROUTE, BodyPublishers.ofByteArray(new byte[20 << 20]));
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void logs_one_line_for_a_delivery_and_nothing_that_opens_a_door(CapturedOutput output) {
        String id = job();
        URI source = URI.create(replicate.serve(UUID.randomUUID() + ".jpg", Pictures.jpeg(8, 8), "image/jpeg")
                + "?token=very-secret&Signature=also-secret");
        signed(ROUTE, "{\"id\":\"" + id + "\",\"status\":\"succeeded\",\"output\":[\"" + source + "\"]}");
        runDue();

        assertThat(output.getOut().lines().filter(line -> line.contains("prediction=" + id)))
                .singleElement()
                .asString()
                .contains("INFO", "status=succeeded", "outputs=1");
        assertThat(output.getAll()).doesNotContain(replicate.secret(), "very-secret", "also-secret", "token=");
    }

    @Test
    void generations_of_nothing_but_words_come_to_their_end_without_a_complaint(CapturedOutput output) {
        Answer begun = alice.form("/api/v1/generations", Part.field("prompt", "a cat"));
        String path = "/api/v1/generations/" + begun.field("id");
        assertThat(alice.get(path).text()).doesNotContain("\"completedAt\":\"");
        FakePrediction prediction =
                replicate.predictions().get(replicate.predictions().size() - 1);
        URI source = replicate.serve(UUID.randomUUID() + ".jpg", Pictures.jpeg(8, 8), "image/jpeg");

        replicate.send(replicate.succeed(prediction.id(), source));
        runDue();

        assertThat(alice.get(path).field("status")).isEqualTo("SUCCEEDED");
        assertThat(Instant.parse(alice.get(path).field("completedAt"))).isEqualTo(clock.instant());
        assertThat(output.getAll().lines().filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")))
                .isEmpty();
    }

    @Test
    void deleting_a_generation_leaves_nothing_whatever_the_vendor_still_delivers() {
        Answer begun = alice.form(
                "/api/v1/generations", Part.field("prompt", "a cat"), Part.png("input1", Pictures.png(5, 5)));
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        List<FakePrediction> all = replicate.predictions();
        String vendorId = all.get(all.size() - 1).id();
        String path = "/api/v1/generations/" + begun.field("id");
        assertThat(bob.delete(path).status()).isEqualTo(403);

        assertThat(alice.delete(path).status()).isEqualTo(204);
        FakeWebhook success = replicate.succeed(
                vendorId, replicate.serve(UUID.randomUUID() + ".jpg", Pictures.jpeg(8, 8), "image/jpeg"));
        for (int time = 0; time < 5; time++) {
            WebhookAnswer answer = replicate.send(success);
            assertThat(answer.status()).isEqualTo(200);
            runDue();
        }
        Answer again = signed(ROUTE, "{\"id\":\"" + vendorId + "\",\"status\":\"succeeded\",\"output\":[]}");

        assertThat(again.text()).isEqualTo("{\"processed\":false,\"reason\":\"Job deleted\"}");
        assertThat(alice.get(path).field("status")).isEqualTo("CANCELED");
        assertThat(listing()).noneMatch(at -> at.contains("alice"));
        assertThat(told.of(MediaEvent.JobFailed.class).stream()
                        .filter(event -> event.job().id().toString().equals(begun.field("id"))))
                .hasSize(1);
    }

    /** A running job without files; the vendor's id of it. */
    private String job() {
        String id = "job-" + UUID.randomUUID();
        Job job = media.openJob("bob", "replicate", Set.of());
        assertThat(media.jobStarted(job.id(), new VendorJobId("replicate", id)).status())
                .isEqualTo(JobStatus.STARTING);
        return id;
    }

    private Answer signed(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        List<String> headers = new ArrayList<>(List.of("Content-Type", "application/json"));
        WebhookSigner.replicate(replicate.secret())
                .headers("msg_" + UUID.randomUUID(), clock.instant(), bytes)
                .forEach((name, values) -> headers.addAll(List.of(name, values.get(0))));
        return nobody.raw(path, BodyPublishers.ofByteArray(bytes), headers.toArray(String[]::new));
    }
}
