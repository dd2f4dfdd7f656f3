package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.verifier.Reason;
import dev.medialifecycle.verifier.Verdict;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.Vendor;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakeReplicateTest {
    private final Clock clock = Clock.systemUTC();
    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeReplicate replicate = FakeReplicate.start(clock);
    private final Vendor vendor = replicate.vendor();
    private FakeHost host;

    @BeforeEach
    void open() throws Exception {
        host = new FakeHost(replicate.secret(), clock);
    }

    @AfterEach
    void close() {
        replicate.close();
        host.close();
    }

    @Test
    void really_fetches_the_inputs_of_an_order_and_remembers_what_came() throws Exception {
        HttpResponse<String> answer = order("{\"input\":{\"prompt\":\"cat\",\"image\":\"" + host.url("/in.png")
                + "\",\"masks\":[\"" + host.url("/gone.png") + "\"]},\"webhook\":\"" + host.url("/hook") + "\"}");

        assertThat(answer.statusCode()).isEqualTo(201);
        FakePrediction prediction = replicate.predictions().get(0);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(FakeHost.INPUT));
        assertThat(prediction.inputs().get(0))
                .isEqualTo(new FetchedInput(host.url("/in.png"), 200, FakeHost.INPUT.length, sha256, null));
        assertThat(prediction.inputs().get(1).status()).isEqualTo(404);
        assertThat(prediction.inputs().get(1).isFetched()).isFalse();
        assertThat(decoded(answer.body()))
                .isEqualTo(new JobEvent(job(prediction.id()), new News.Running(JobStatus.STARTING)));
        assertThat(replicate.received()).extracting(ReceivedRequest::path).containsExactly("/v1/predictions");
    }

    @Test
    void remembers_why_an_input_could_not_be_fetched() throws Exception {
        order("{\"input\":{\"image\":\"http://localhost:1/in.png\"}}");

        FetchedInput input = replicate.predictions().get(0).inputs().get(0);
        assertThat(input.isFetched()).isFalse();
        assertThat(input.failure()).contains("ConnectException");
    }

    @Test
    void really_posts_webhooks_that_the_host_verifies_and_decodes() throws Exception {
        String id = ordered();
        URI output = replicate.serve("a.png", new byte[] {1, 2, 3}, "image/png");

        assertThat(replicate.send(replicate.message(id))).isEqualTo(new WebhookAnswer(200, "seen"));
        assertThat(replicate.send(replicate.process(id)).status()).isEqualTo(200);
        assertThat(replicate.send(replicate.succeed(id, output)).status()).isEqualTo(200);

        assertThat(host.verdicts()).hasSize(3).allMatch(Verdict.Verified.class::isInstance);
        assertThat(host.arrivals.stream().map(a -> decoded(a.body()).news()))
                .containsExactly(
                        new News.Running(JobStatus.STARTING),
                        new News.Running(JobStatus.PROCESSING),
                        new News.Ended(new JobOutcome.Succeeded(List.of(output))));
    }

    @Test
    void tells_of_failure_cancellation_and_outputs_of_any_shape() throws Exception {
        String id = ordered();

        replicate.send(replicate.fail(id, "NSFW \"content\""));
        replicate.send(replicate.become(id, "canceled"));
        replicate.send(replicate.succeedWith(id, "{\"image\":\"https://replicate.delivery/x.png\"}"));

        assertThat(host.arrivals.stream().map(a -> decoded(a.body()).news()))
                .containsExactly(
                        new News.Ended(new JobOutcome.Failed("NSFW \"content\"")),
                        new News.Ended(new JobOutcome.Canceled()),
                        new News.Ended(
                                new JobOutcome.Succeeded(List.of(URI.create("https://replicate.delivery/x.png")))));
    }

    @Test
    void sends_duplicates_under_one_id_and_old_news_after_new() throws Exception {
        String id = ordered();
        FakeWebhook started = replicate.message(id);
        FakeWebhook ended = replicate.succeed(id);

        replicate.send(ended);
        replicate.send(ended);
        replicate.send(started);

        List<String> ids =
                host.verdicts().stream().map(v -> ((Verdict.Verified) v).id()).toList();
        assertThat(ids).containsExactly(ended.id(), ended.id(), started.id());
        assertThat(decoded(host.arrivals.stream().toList().get(2).body()).news())
                .isEqualTo(new News.Running(JobStatus.STARTING));
        assertThat(replicate.sent()).extracting(FakeWebhook.Attempt::webhook).containsExactly(ended, ended, started);
    }

    @Test
    void forges_webhooks_that_the_host_refuses() throws Exception {
        String id = ordered();

        assertThat(replicate.sendForged(replicate.succeed(id)).status()).isEqualTo(401);
        assertThat(host.verdicts()).containsExactly(new Verdict.Rejected(Reason.SIGNATURE_MISMATCH));
    }

    @Test
    void runs_a_story_for_each_order_once_the_host_has_its_answer() throws Exception {
        replicate.automatically(Runnable::run, p -> {
            replicate.send(replicate.process(p.id()));
            replicate.send(replicate.succeed(p.id()));
        });

        String id = ordered();

        assertThat(decoded(next().body())).isEqualTo(new JobEvent(job(id), new News.Running(JobStatus.PROCESSING)));
        assertThat(decoded(next().body()).news()).isEqualTo(new News.Ended(new JobOutcome.Succeeded(List.of())));
    }

    @Test
    void answers_the_poller_with_the_state_of_now() throws Exception {
        var poller = Objects.requireNonNull(vendor.poller());
        String id = ordered();
        assertThat(poller.poll(job(id))).contains(new JobEvent(job(id), new News.Running(JobStatus.STARTING)));

        URI output = replicate.serve("a.png", new byte[1], "image/png");
        replicate.succeed(id, output);
        assertThat(poller.poll(job(id)))
                .contains(new JobEvent(job(id), new News.Ended(new JobOutcome.Succeeded(List.of(output)))));

        replicate.expire(output);
        assertThat(poller.poll(job(id)))
                .contains(new JobEvent(job(id), new News.Ended(new JobOutcome.Succeeded(List.of()))));
        assertThat(poller.poll(job("nobody"))).isEmpty();
    }

    @Test
    void cancels_what_runs_and_nothing_that_has_ended() throws Exception {
        String running = ordered();
        String ended = ordered();
        replicate.fail(ended, "no");

        assertThat(post("/v1/predictions/" + running + "/cancel", "").statusCode())
                .isEqualTo(200);
        post("/v1/predictions/" + ended + "/cancel", "");

        assertThat(replicate.prediction(running).status()).isEqualTo("canceled");
        assertThat(replicate.prediction(ended).status()).isEqualTo("failed");
        assertThat(post("/v1/predictions/nobody/cancel", "").statusCode()).isEqualTo(404);
    }

    @Test
    void refuses_strangers_and_orders_that_are_none() throws Exception {
        HttpRequest stranger = HttpRequest.newBuilder(replicate.apiBase().resolve("/v1/predictions/x"))
                .build();

        assertThat(http.send(stranger, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
        assertThat(order("[]").statusCode()).isEqualTo(422);
        assertThat(order("{\"webhook\":\"http://localhost/\"}").statusCode()).isEqualTo(422);
        assertThat(replicate.predictions()).isEmpty();
    }

    @Test
    void has_no_message_for_a_host_that_wants_none() throws Exception {
        order("{\"input\":{}}");
        String id = replicate.predictions().get(0).id();

        assertThatIllegalStateException().isThrownBy(() -> replicate.message(id));
    }

    private String ordered() throws Exception {
        order("{\"input\":{},\"webhook\":\"" + host.url("/hook") + "\"}");
        List<FakePrediction> all = replicate.predictions();
        return all.get(all.size() - 1).id();
    }

    private HttpResponse<String> order(String body) throws Exception {
        return post("/v1/predictions", body);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(replicate.apiBase().resolve(path))
                .header("Authorization", "Bearer " + replicate.apiToken())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private FakeHost.Arrival next() throws InterruptedException {
        return Objects.requireNonNull(host.arrivals.poll(30, TimeUnit.SECONDS), "no webhook came");
    }

    private JobEvent decoded(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return vendor.decoder()
                .decode(new WebhookDelivery("replicate", Map.of(), bytes))
                .orElseThrow();
    }

    private static VendorJobId job(String id) {
        return new VendorJobId("replicate", id);
    }
}
