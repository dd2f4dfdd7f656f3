package dev.medialifecycle.verifier;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Fetches a key set from one address, over a client that has no threads before the first fetch and that follows no redirect. */
final class HttpsKeyFetch implements KeyFetch {
    private static final int MOST_BYTES = 64 << 10;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpRequest request;
    private final Duration timeout;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable HttpClient client;

    private HttpsKeyFetch(URI address, Duration timeout) {
        this.request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Accept", "application/json")
                .build();
        this.timeout = timeout;
    }

    /** A fetch from an https address with a host and a path alone; throws {@link IllegalArgumentException} for any other. */
    static HttpsKeyFetch from(URI address) {
        boolean isPlain = address.getRawUserInfo() == null
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                && address.getHost() != null
                && !String.valueOf(address.getRawPath()).isEmpty();
        if (!"https".equals(address.getScheme()) || !isPlain) {
            throw new IllegalArgumentException(
                    "Keys are fetched from an https URL with a host and a path, and nothing else");
        }
        return new HttpsKeyFetch(address, TIMEOUT);
    }

    /** For tests, which have no certificate. */
    static HttpsKeyFetch fromAnywhere(URI address, Duration timeout) {
        return new HttpsKeyFetch(address, timeout);
    }

    @Override
    public CompletionStage<byte[]> fetch() {
        CompletableFuture<HttpResponse<byte[]>> sent =
                client().sendAsync(request, unused -> new CappedBytes(MOST_BYTES));
        // The request's own time-out ends with the first byte of the answer; a trickle after it has to end too.
        return sent.thenApply(HttpsKeyFetch::body)
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((bytes, failure) -> sent.cancel(true));
    }

    private static byte[] body(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            throw new java.io.UncheckedIOException(
                    new IOException("The address of the key set answered " + response.statusCode()));
        }
        return response.body();
    }

    private HttpClient client() {
        lock.lock();
        try {
            if (client == null) {
                client = HttpClient.newBuilder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
            }
            return client;
        } finally {
            lock.unlock();
        }
    }
}
