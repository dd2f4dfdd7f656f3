package dev.medialifecycle.rest;

import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/**
 * Speaks HTTP/1.1 to one service over one shared client, follows no redirect, repeats nothing (but the JDK's client does a GET whose
 * connection dies) and logs nothing. An answer of any status is a value; no answer is an exception, whose kind says whether the
 * request can have done something. Thread-safe.
 */
public final class RestClient {
    /** No answer of a service's is longer; the rest of a longer one is not read. */
    static final int MOST_BYTES = 32 << 20;

    private final HttpClient http;
    private final String userAgent;
    private final Duration timeout;
    private final Clock clock;

    private RestClient(HttpClient http, String userAgent, Duration timeout, Clock clock) {
        this.http = http;
        this.userAgent = userAgent;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** One over an HTTP client of its own; the time limit is for each request, the clock for dates in answers. */
    public static RestClient open(String userAgent, Duration connectTimeout, Duration timeout, Clock clock) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
        return new RestClient(http, userAgent, timeout, clock);
    }

    /** One over a client of the host's own, with its proxy, certificates or threads; it must not follow redirects. */
    public static RestClient over(HttpClient http, String userAgent, Duration timeout, Clock clock) {
        if (http.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException(
                    "The HTTP client follows redirects, and would take the credentials along");
        }
        return new RestClient(http, userAgent, timeout, clock);
    }

    /** Sends the request and reads its answer. Blocks. */
    public RestAnswer send(RestRequest request) {
        try {
            HttpResponse<InputStream> response = start(request);
            return answer(response, request);
        } catch (IOException e) {
            throw failure(request, e);
        }
    }

    /** Sends the request and leaves the bytes of a success to the caller, who closes what it gets. Blocks until the head is there. */
    public RestDownload download(RestRequest request) {
        try {
            HttpResponse<InputStream> response = start(request);
            if (response.statusCode() / 100 != 2) {
                return new RestDownload(answer(response, request), null);
            }
            HttpHeaders headers = response.headers();
            RestAnswer head = new RestAnswer(response.statusCode(), headers, new byte[0], false, clock);
            long length = headers.firstValueAsLong("content-length").orElse(-1);
            if (length < 0 && headers.firstValue("transfer-encoding").isEmpty() && response.statusCode() != 204) {
                response.body().close();
                throw new IOException("The answer does not say how long it is, so nobody would notice its end missing");
            }
            return new RestDownload(head, new WholeStream(response.body(), length, request.timeoutOr(timeout)));
        } catch (IOException e) {
            throw failure(request, e);
        }
    }

    /** The client underneath. */
    public HttpClient http() {
        return http;
    }

    private HttpResponse<InputStream> start(RestRequest request) throws IOException {
        HttpRequest sent = request.toHttp()
                .version(HttpClient.Version.HTTP_1_1)
                .setHeader("User-Agent", userAgent)
                .timeout(request.timeoutOr(timeout))
                .build();
        try {
            return http.send(sent, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for the answer", e);
        }
    }

    private RestAnswer answer(HttpResponse<InputStream> response, RestRequest request) throws IOException {
        try (InputStream body = response.body();
                Deadline deadline = Deadline.closing(body, request.timeoutOr(timeout))) {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            deadline.requireOpen();
            boolean whole = bytes.length <= MOST_BYTES;
            byte[] kept = whole ? bytes : Arrays.copyOf(bytes, MOST_BYTES);
            return new RestAnswer(response.statusCode(), response.headers(), kept, whole, clock);
        }
    }

    private static MediaLifecycleException failure(RestRequest request, IOException e) {
        Optional<RuntimeException> source = request.stream().flatMap(StreamPublisher::failure);
        if (source.isPresent() && source.get() instanceof MediaLifecycleException known) {
            return known;
        }
        boolean isUnreached = isUnreached(e);
        if (request.changes() && !isUnreached) {
            return StorageFailure.outcomeUnknown(request.subject(), e);
        }
        return new MediaLifecycleException(
                ErrorCode.STORAGE_UNAVAILABLE,
                ErrorKind.UNAVAILABLE,
                (isUnreached
                                ? request.host() + " cannot be reached for "
                                : "No whole answer from " + request.host() + " for ")
                        + request.subject()
                        + ". Next: nothing if it passes; else check the address, the network and the service's state",
                e);
    }

    /** Whether not even a connection came about, so that the service never heard of it. */
    private static boolean isUnreached(IOException e) {
        return e instanceof ConnectException
                || e instanceof HttpConnectTimeoutException
                || e instanceof NoRouteToHostException
                || e instanceof UnknownHostException
                || e instanceof SSLHandshakeException;
    }
}
