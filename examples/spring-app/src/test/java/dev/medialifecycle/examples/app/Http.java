package dev.medialifecycle.examples.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;

/** A client of the running host, as one user or as nobody. */
final class Http {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();

    private final URI base;
    private final String user;

    private Http(URI base, String user) {
        this.base = base;
        this.user = user;
    }

    static Http nobody(URI base) {
        return new Http(base, "");
    }

    /** A user whose password is the name and {@code -secret}. */
    Http as(String name) {
        return new Http(base, name);
    }

    Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    Answer head(String path) {
        return send(request(path).method("HEAD", BodyPublishers.noBody()));
    }

    /** Any method, with an empty body. */
    Answer call(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer post(String path, Object json) {
        return send(request(path, "Content-Type", "application/json").POST(json(json)));
    }

    Answer put(String path, Object json) {
        return send(request(path, "Content-Type", "application/json").PUT(json(json)));
    }

    Answer raw(String path, BodyPublisher body, String... headers) {
        return send(request(path, headers).POST(body));
    }

    Answer form(String path, Part... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String boundary = "boundary-of-a-test";
        for (Part part : parts) {
            String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + part.name + "\""
                    + (part.fileName == null ? "" : "; filename=\"" + part.fileName + "\"")
                    + (part.type == null ? "" : "\r\nContent-Type: " + part.type) + "\r\n\r\n";
            body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            body.writeBytes(part.bytes);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return raw(
                path,
                BodyPublishers.ofByteArray(body.toByteArray()),
                "Content-Type",
                "multipart/form-data; boundary=" + boundary);
    }

    /** One part of a form. */
    record Part(String name, String fileName, String type, byte[] bytes) {
        static Part field(String name, String value) {
            return new Part(name, null, null, value.getBytes(StandardCharsets.UTF_8));
        }

        static Part png(String name, byte[] bytes) {
            return new Part(name, "a.png", "image/png", bytes);
        }
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        path.startsWith("http") ? URI.create(path) : base.resolve(path))
                .timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!user.isEmpty()) {
            String credentials = user + ":" + user + "-secret";
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        return request;
    }

    private static BodyPublisher json(Object value) {
        return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(value));
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            return Answer.of(CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
