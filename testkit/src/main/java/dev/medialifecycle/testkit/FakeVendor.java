package dev.medialifecycle.testkit;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.common.ConsoleNotifier;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.medialifecycle.webhook.Vendor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A vendor on a free loopback port: takes orders, really fetches their inputs, really posts signed webhooks, serves outputs, and
 * answers questions, all over HTTP. What happens to a prediction, and when a host hears of it, is up to the test. Thread-safe.
 *
 * <pre>{@code
 * try (FakeVendor vendor = FakeFal.start(clock)) {
 *     FakePrediction prediction = vendor.predictions().get(0);                       // once the host has ordered it
 *     URI output = vendor.serve("cat.png", bytes, "image/png");
 *     WebhookAnswer answer = vendor.send(vendor.succeed(prediction.id(), output));
 * }
 * }</pre>
 */
public abstract sealed class FakeVendor implements AutoCloseable permits FakeReplicate, FakeFal, FakeWaveSpeed {
    private final List<FakeWebhook.Attempt> attempts = new CopyOnWriteArrayList<>();
    private final FakeOutputs outputs = new FakeOutputs();
    private final Clock clock;
    private final FakeDialect dialect;
    private final FakePredictions predictions;
    private final FakeVendorApi api;
    private final WireMockServer server;
    private final WebhookSender forger;
    private volatile WebhookSender sender;

    FakeVendor(Clock clock, FakeDialect dialect, WebhookSigner signer, WebhookSigner stranger) {
        this.clock = clock;
        this.dialect = dialect;
        predictions = new FakePredictions(clock, dialect.words());
        sender = WebhookSender.of(signer, clock);
        forger = WebhookSender.of(stranger, clock);
        api = new FakeVendorApi(predictions, outputs, dialect);
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

    final void serve() {
        server.start();
        server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok()));
    }

    /** The vendor to build a facade with: it verifies, polls and fetches from this fake. */
    public abstract Vendor vendor();

    /** Where its API is, in place of the vendor's own address. */
    public final URI apiBase() {
        return URI.create("http://localhost:" + server.port());
    }

    /** The token its API asks for. */
    public final String apiToken() {
        return dialect.token();
    }

    /** Every prediction, in the order in which they were created. */
    public final List<FakePrediction> predictions() {
        return predictions.all();
    }

    /** A prediction as it is now; throws {@link IllegalArgumentException} for an id it did not give. */
    public final FakePrediction prediction(String id) {
        return predictions.get(id);
    }

    /** Every request received, in order. */
    public final List<ReceivedRequest> received() {
        return api.received();
    }

    /** Every webhook sent, with its answer, in order. */
    public final List<FakeWebhook.Attempt> sent() {
        return List.copyOf(attempts);
    }

    /** Serves an output at {@code /outputs/{name}} of this address, which is returned, with its type and length. */
    public final URI serve(String name, byte[] bytes, String contentType) {
        outputs.put("/outputs/" + name, bytes, contentType);
        return apiBase().resolve("/outputs/" + name);
    }

    /** Makes the next {@code times} requests for an output go wrong; afterwards it is served well again. */
    public final void trouble(URI output, OutputTrouble trouble, int times) {
        outputs.trouble(output.getPath(), trouble, times);
    }

    /** Stops serving an output and drops it from its predictions, as vendors do sooner or later. */
    public final void expire(URI output) {
        outputs.remove(output.getPath());
        predictions.dropOutput(output);
    }

    /** Works on a prediction, of which most vendors say nothing unless they are asked. */
    public final FakePrediction work(String id) {
        return predictions.change(id, p -> p.become(dialect.words().working()));
    }

    /** Ends a prediction with outputs; the message is returned, and not sent. */
    public final FakeWebhook succeed(String id, URI... urls) {
        return succeedWith(id, dialect.output(Arrays.asList(urls)));
    }

    /** Ends a prediction with an error; the message is returned, and not sent. */
    public final FakeWebhook fail(String id, String error) {
        return change(id, p -> p.withError(error).become(dialect.words().failed()));
    }

    /** Ends a prediction with an output of any shape, as JSON text. */
    public final FakeWebhook succeedWith(String id, String outputJson) {
        return change(id, p -> p.withOutput(outputJson).become(dialect.words().succeeded()));
    }

    /** A message about a prediction as it is now; throws if no webhook was asked for. */
    public final FakeWebhook message(String id) {
        return message(prediction(id));
    }

    /** Sends one attempt at a message, signed now; send it again for a duplicate, and late for news out of order. */
    public final WebhookAnswer send(FakeWebhook webhook) {
        return noted(webhook, sender.send(webhook.url(), webhook.id(), webhook.body()));
    }

    /** Sends a message signed by somebody who is not the vendor. */
    public final WebhookAnswer sendForged(FakeWebhook webhook) {
        return noted(webhook, forger.send(webhook.url(), webhook.id(), webhook.body()));
    }

    /** Runs a story for every prediction created from now on, by this executor and after the host got its answer. */
    public final void automatically(Executor executor, Consumer<FakePrediction> story) {
        api.afterCreating(created -> executor.execute(() -> story.accept(created)));
    }

    /** Stops the server; no more is served or sent. */
    @Override
    public final void close() {
        server.stop();
    }

    final FakeWebhook change(String id, UnaryOperator<FakePrediction> change) {
        return message(predictions.change(id, change));
    }

    /** From now on messages are signed so. */
    final void signBy(WebhookSigner signer) {
        sender = WebhookSender.of(signer, clock);
    }

    private WebhookAnswer noted(FakeWebhook webhook, WebhookAnswer answer) {
        attempts.add(new FakeWebhook.Attempt(webhook, answer));
        return answer;
    }

    private FakeWebhook message(FakePrediction prediction) {
        if (prediction.webhook() == null) {
            throw new IllegalStateException("Prediction " + prediction.id() + " was created without a webhook");
        }
        byte[] body = dialect.webhook(prediction).getBytes(StandardCharsets.UTF_8);
        return new FakeWebhook(dialect.messageId(prediction), prediction.webhook(), body);
    }
}
