package dev.medialifecycle.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Posts signed webhooks over real HTTP and waits for the answer, as a vendor does. Thread-safe; follows no redirects. */
public final class WebhookSender {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final WebhookSigner signer;
    private final Clock clock;

    private WebhookSender(WebhookSigner signer, Clock clock) {
        this.signer = signer;
        this.clock = clock;
    }

    /** A sender whose signatures carry the time of this clock. */
    public static WebhookSender of(WebhookSigner signer, Clock clock) {
        return new WebhookSender(signer, clock);
    }

    /** Sends one attempt at message {@code id}, signed now; throws {@link UncheckedIOException} if nobody answers within 30 seconds. */
    public WebhookAnswer send(URI url, String id, byte[] body) {
        return post(url, signer.headers(id, clock.instant(), body), body);
    }

    /** Sends these headers and this body as they are, signed or not. */
    public WebhookAnswer post(URI url, Map<String, List<String>> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach((name, values) -> values.forEach(v -> request.header(name, v)));
        try {
            var response = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new WebhookAnswer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + url, e);
        }
    }
}
