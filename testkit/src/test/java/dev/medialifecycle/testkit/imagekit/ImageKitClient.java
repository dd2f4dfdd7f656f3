package dev.medialifecycle.testkit.imagekit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bare requests to a {@link FakeImageKit}, as a client in any language would send them. */
final class ImageKitClient {
    private static final String BOUNDARY = "the-boundary";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final FakeImageKit imagekit;

    ImageKitClient(FakeImageKit imagekit) {
        this.imagekit = imagekit;
    }

    HttpResponse<String> get(String target) throws IOException, InterruptedException {
        return send(api(target).GET());
    }

    HttpResponse<String> search(String query) throws IOException, InterruptedException {
        return get("/v1/files?searchQuery=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    HttpResponse<String> delete(String id) throws IOException, InterruptedException {
        return send(api("/v1/files/" + id).DELETE());
    }

    HttpResponse<String> post(String target, String json) throws IOException, InterruptedException {
        return send(api(target).POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> read(String url, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        for (int at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        return send(request);
    }

    HttpResponse<String> upload(String name, byte[] bytes, Map<String, String> fields)
            throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("fileName", name);
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (Map.Entry<String, String> field : all.entrySet()) {
            form.writeBytes(utf8("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field.getKey()
                    + "\"\r\n\r\n" + field.getValue() + "\r\n"));
        }
        form.writeBytes(utf8("--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"blob\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n"));
        form.writeBytes(bytes);
        form.writeBytes(utf8("\r\n--" + BOUNDARY + "--\r\n"));
        return send(api("/api/v1/files/upload")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(form.toByteArray())));
    }

    HttpRequest.Builder api(String target) {
        String key = Base64.getEncoder().encodeToString(utf8(imagekit.privateKey() + ":"));
        return HttpRequest.newBuilder(URI.create(imagekit.apiBase() + target)).header("Authorization", "Basic " + key);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    /** The value of the first text field of this name, anywhere in the body. */
    static String field(HttpResponse<String> answer, String name) {
        Matcher field = Pattern.compile('"' + name + "\":\"([^\"]*)\"").matcher(answer.body());
        if (!field.find()) {
            throw new AssertionError("No " + name + " in " + answer.body());
        }
        return field.group(1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
