package dev.medialifecycle.testkit;

import dev.medialifecycle.vendor.Fal;
import dev.medialifecycle.verifier.JwksSource;
import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Vendor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * fal on a free loopback port, with the queue, the webhooks and the published keys of {@code fal-ai/flux} and every other model; see
 * {@link FakeVendor}. Orders go to {@code /fal-ai/flux?fal_webhook=…}.
 */
public final class FakeFal extends FakeVendor {
    private static final String TOKEN = "fal_fake_key";
    private static final String MODEL = "fal-ai/flux";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Clock clock;
    private final FalDialect dialect;

    private FakeFal(Clock clock, FalDialect dialect, WebhookKeys keys) {
        super(
                clock,
                dialect,
                WebhookSigner.of(Schemes.fal(), keys),
                WebhookSigner.of(Schemes.fal(), WebhookKeys.ed25519()));
        this.clock = clock;
        this.dialect = dialect;
    }

    /** Starts one whose webhooks carry the time of this clock. */
    public static FakeFal start(Clock clock) {
        WebhookKeys keys = WebhookKeys.ed25519();
        FakeFal fal = new FakeFal(clock, new FalDialect(TOKEN, keys), keys);
        fal.serve();
        return fal;
    }

    @Override
    public Vendor vendor() {
        return Fal.builder()
                .keys(keys())
                .apiToken(TOKEN)
                .api(apiBase(), HttpClient.newHttpClient())
                .model(MODEL)
                .outputs(new OutputTerms(Set.of("localhost"), Duration.ofDays(7)))
                .build();
    }

    /** Its keys, really fetched over HTTP from where it publishes them. */
    public JwksSource keys() {
        return JwksSource.of(this::fetchKeys, clock);
    }

    /** Signs with new keys from now on, and publishes those. */
    public void rotateKeys() {
        WebhookKeys next = WebhookKeys.ed25519();
        dialect.publish(next);
        signBy(WebhookSigner.of(Schemes.fal(), next));
    }

    /** Answers 503 to whoever asks for its keys, until they are restored. */
    public void loseKeys() {
        dialect.loseKeys();
    }

    /** Publishes its keys again. */
    public void restoreKeys() {
        dialect.restoreKeys();
    }

    /** How often somebody asked for its keys. */
    public int keyFetches() {
        return (int) received().stream()
                .filter(request -> request.path().equals(FalDialect.KEYS))
                .count();
    }

    /** Ends a prediction with outputs, and leaves them out of the message, as fal does where they do not fit in. */
    public FakeWebhook succeedWithout(String id, URI... urls) {
        FakeWebhook whole = succeed(id, urls);
        return new FakeWebhook(whole.id(), whole.url(), dialect.withoutPayload(id));
    }

    private CompletionStage<byte[]> fetchKeys() {
        HttpRequest request =
                HttpRequest.newBuilder(apiBase().resolve(FalDialect.KEYS)).build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).thenApply(answer -> {
            if (answer.statusCode() != 200) {
                throw new CompletionException(new IOException("The keys answered " + answer.statusCode()));
            }
            return answer.body();
        });
    }
}
