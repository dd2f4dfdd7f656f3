package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.SignedPut;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Somebody with a URL and nothing else. */
final class Web {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    private Web() {}

    /** Uses the leave with these bytes; the status. */
    static int send(SignedPut leave, byte[] bytes) {
        HttpRequest.Builder request = HttpRequest.newBuilder(leave.url())
                .timeout(PATIENCE)
                .method(leave.method(), BodyPublishers.ofByteArray(bytes));
        leave.headers().forEach(request::header);
        // A server may refuse before it has read the body and close the connection: what it says about it need not
        // arrive.
        HttpResponse<InputStream> answer = answer(request.build(), BodyHandlers.ofInputStream());
        try (InputStream unread = answer.body()) {
            return answer.statusCode();
        } catch (IOException e) {
            return answer.statusCode();
        }
    }

    /** What is there for everybody who has the URL. */
    static HttpResponse<byte[]> get(URI url) {
        return answer(HttpRequest.newBuilder(url).timeout(PATIENCE).GET().build(), BodyHandlers.ofByteArray());
    }

    private static <T> HttpResponse<T> answer(HttpRequest request, BodyHandler<T> body) {
        try {
            return CLIENT.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for an answer", e);
        }
    }
}
