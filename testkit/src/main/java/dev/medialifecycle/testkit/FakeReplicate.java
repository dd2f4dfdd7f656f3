package dev.medialifecycle.testkit;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.common.ConsoleNotifier;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.medialifecycle.vendor.Replicate;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Vendor;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Replicate on a free loopback port: takes orders, really fetches their inputs, really posts signed webhooks, serves outputs, and
 * answers questions, all over HTTP. What happens to a prediction, and when a host hears of it, is up to the test. Thread-safe.
 *
 * <pre>{@code
 * try (FakeReplicate replicate = FakeReplicate.start()) {
 *     FakePrediction prediction = replicate.predictions().get(0);                    // once the host has ordered it
 *     URI output = replicate.serve("cat.png", bytes, "image/png");
 *     WebhookAnswer answer = replicate.send(replicate.succeed(prediction.id(), output));
 * }
 * }</pre>
 */
public final class FakeReplicate implements AutoCloseable {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String WRONG_SECRET = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final String TOKEN = "r8_fake_token";

    private final List<FakeWebhook.Attempt> attempts = new CopyOnWriteArrayList<>();
    private final FakeOutputs outputs = new FakeOutputs();
    private final FakePredictions predictions;
    private final WebhookSender sender;
    private final WebhookSender forger;
    private final FakeReplicateApi api;
    private final WireMockServer server;

    private FakeReplicate(Clock clock) {
        predictions = new FakePredictions(clock);
        sender = WebhookSender.of(WebhookSigner.replicate(SECRET), clock);
        forger = WebhookSender.of(WebhookSigner.replicate(WRONG_SECRET), clock);
        api = new FakeReplicateApi(predictions, outputs, TOKEN, SECRET);
        server = new WireMockServer(WireMockConfiguration.wireMockConfig()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .http2PlainDisabled(true)
                .gzipDisabled(true)
                .disableRequestJournal()
                .useChunkedTransferEncoding(Options.ChunkedEncodingPolicy.NEVER)
                .notifier(new ConsoleNotifier(false))
                .extensions(api));
    }

    /** Starts one whose webhooks carry the time of the system. */
    public static FakeReplicate start() {
        return start(Clock.systemUTC());
    }

    /** Starts one whose webhooks carry the time of this clock. */
    public static FakeReplicate start(Clock clock) {
        FakeReplicate replicate = new FakeReplicate(clock);
        replicate.server.start();
        replicate.server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok()));
        return replicate;
    }

    /** Where its API is, in place of {@code https://api.replicate.com}. */
    public URI apiBase() {
        return URI.create("http://localhost:" + server.port());
    }

    /** The token its API asks for. */
    public String apiToken() {
        return TOKEN;
    }

    /** The secret its webhooks are signed with. */
    public String secret() {
        return SECRET;
    }

    /** The vendor to build a facade with: it verifies, polls and fetches from this fake. */
    public Vendor vendor() {
        return Replicate.builder()
                .secrets(SECRET)
                .apiToken(TOKEN)
                .api(apiBase(), HttpClient.newHttpClient())
                .outputs(new OutputTerms(Set.of("localhost"), Duration.ofHours(1)))
                .build();
    }

    /** Every prediction, in the order in which they were created. */
    public List<FakePrediction> predictions() {
        return predictions.all();
    }

    /** A prediction as it is now; throws {@link IllegalArgumentException} for an id it did not give. */
    public FakePrediction prediction(String id) {
        return predictions.get(id);
    }

    /** Every request received, in order. */
    public List<ReceivedRequest> received() {
        return api.received();
    }

    /** Every webhook sent, with its answer, in order. */
    public List<FakeWebhook.Attempt> sent() {
        return List.copyOf(attempts);
    }

    /** Serves an output at {@code /outputs/{name}} of this address, which is returned, with its type and length. */
    public URI serve(String name, byte[] bytes, String contentType) {
        outputs.put("/outputs/" + name, bytes, contentType);
        return apiBase().resolve("/outputs/" + name);
    }

    /** Makes the next {@code times} requests for an output go wrong; afterwards it is served well again. */
    public void trouble(URI output, OutputTrouble trouble, int times) {
        outputs.trouble(output.getPath(), trouble, times);
    }

    /** Stops serving an output and drops it from its predictions, as Replicate does an hour after the end. */
    public void expire(URI output) {
        outputs.remove(output.getPath());
        predictions.dropOutput(output);
    }

    /** Says that it works on a prediction; the message is returned, and not sent. */
    public FakeWebhook process(String id) {
        return message(predictions.change(id, p -> p.become("processing")));
    }

    /** Ends a prediction with outputs; the message is returned, and not sent. */
    public FakeWebhook succeed(String id, URI... urls) {
        return succeedWith(id, PredictionJson.array(Arrays.asList(urls)));
    }

    /** Ends a prediction with an output of any shape, as JSON text. */
    public FakeWebhook succeedWith(String id, String outputJson) {
        return message(predictions.change(id, p -> p.withOutput(outputJson).become("succeeded")));
    }

    /** Ends a prediction with an error. */
    public FakeWebhook fail(String id, String error) {
        return message(predictions.change(id, p -> p.withError(error).become("failed")));
    }

    /** Puts a prediction in any state, in Replicate's words, such as {@code canceled} or {@code aborted}. */
    public FakeWebhook become(String id, String status) {
        return message(predictions.change(id, p -> p.become(status)));
    }

    /** A message about a prediction as it is now, such as {@code starting}; throws if no webhook was asked for. */
    public FakeWebhook message(String id) {
        return message(prediction(id));
    }

    /** Sends one attempt at a message, signed now; send it again for a duplicate, and late for news out of order. */
    public WebhookAnswer send(FakeWebhook webhook) {
        return noted(webhook, sender.send(webhook.url(), webhook.id(), webhook.body()));
    }

    /** Sends a message signed with a secret that is not Replicate's. */
    public WebhookAnswer sendForged(FakeWebhook webhook) {
        return noted(webhook, forger.send(webhook.url(), webhook.id(), webhook.body()));
    }

    /** Runs a story for every prediction created from now on, by this executor and after the host got its answer. */
    public void automatically(Executor executor, Consumer<FakePrediction> story) {
        api.afterCreating(created -> executor.execute(() -> story.accept(created)));
    }

    /** Stops the server; no more is served or sent. */
    @Override
    public void close() {
        server.stop();
    }

    private WebhookAnswer noted(FakeWebhook webhook, WebhookAnswer answer) {
        attempts.add(new FakeWebhook.Attempt(webhook, answer));
        return answer;
    }

    private static FakeWebhook message(FakePrediction prediction) {
        if (prediction.webhook() == null) {
            throw new IllegalStateException("Prediction " + prediction.id() + " was created without a webhook");
        }
        byte[] body = PredictionJson.of(prediction).getBytes(StandardCharsets.UTF_8);
        return new FakeWebhook("msg_" + UUID.randomUUID(), prediction.webhook(), body);
    }
}
