package dev.medialifecycle.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** Fetches inputs over real HTTP, as a vendor does, and keeps no byte of them. */
final class InputFetcher {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(TIMEOUT)
            .build();

    FetchedInput fetch(URI url) {
        try {
            HttpRequest request = HttpRequest.newBuilder(url).timeout(TIMEOUT).build();
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            try (InputStream body = new DigestInputStream(response.body(), sha256)) {
                long bytes = body.transferTo(OutputStream.nullOutputStream());
                return new FetchedInput(
                        url, response.statusCode(), bytes, HexFormat.of().formatHex(sha256.digest()), null);
            }
        } catch (IOException | NoSuchAlgorithmException | IllegalArgumentException e) {
            return new FetchedInput(url, 0, 0, null, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new FetchedInput(url, 0, 0, null, e.toString());
        }
    }
}
