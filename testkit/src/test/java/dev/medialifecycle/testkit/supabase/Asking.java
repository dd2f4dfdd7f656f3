package dev.medialifecycle.testkit.supabase;

import dev.medialifecycle.rest.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks a fake over plain HTTP, as anybody's client would. */
final class Asking {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final FakeSupabase supabase;
    private final List<String> headers;

    private Asking(FakeSupabase supabase, List<String> headers) {
        this.supabase = supabase;
        this.headers = headers;
    }

    static Asking with(FakeSupabase supabase, String... headers) {
        return new Asking(supabase, List.of(headers));
    }

    /** With a key of the old kind, in both places. */
    static Asking as(FakeSupabase supabase, String key) {
        return with(supabase, "apikey", key, "Authorization", "Bearer " + key);
    }

    Asking and(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new Asking(supabase, more);
    }

    record Answer(int status, byte[] body, Map<String, List<String>> headers) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        Json json() {
            return Json.read(body).orElseThrow(() -> new AssertionError("no JSON: " + text()));
        }

        /** HTTP status, status in the body, and code. */
        String refusal() {
            return status + " " + json().at("statusCode").text().orElse("-") + " "
                    + json().at("code").text().orElse("-");
        }
    }

    Answer get(String path) throws Exception {
        return call("GET", path, "");
    }

    Answer head(String path) throws Exception {
        return call("HEAD", path, "");
    }

    Answer delete(String path) throws Exception {
        return call("DELETE", path, "");
    }

    Answer json(String method, String path, Object body) throws Exception {
        return and("Content-Type", "application/json")
                .call(method, path, Json.of(body).write());
    }

    Answer upload(String bucket, String key, String body) throws Exception {
        return and("Content-Type", "image/png").call("POST", "/object/" + bucket + "/" + key, body);
    }

    Answer call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.BodyPublisher publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        URI url = URI.create(path.startsWith("http") ? path : supabase.url() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(url).method(method, publisher);
        for (int at = 0; at < headers.size(); at += 2) {
            request.header(headers.get(at), headers.get(at + 1));
        }
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(
                response.statusCode(), response.body(), response.headers().map());
    }
}
