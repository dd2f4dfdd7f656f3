package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.MeasuredStream;
import dev.medialifecycle.blob.PercentEncoding;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.rest.Json;
import dev.medialifecycle.rest.RestAnswer;
import dev.medialifecycle.rest.RestClient;
import dev.medialifecycle.rest.RestDownload;
import dev.medialifecycle.rest.RestRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ImageKit over its REST API. */
final class RestImageKitApi implements ImageKitApi {
    private final RestClient client;
    private final RequestGate gate;
    private final String apiBase;
    private final String uploadBase;
    private final String authorization;
    private final Duration uploadTimeout;
    private final boolean isPrivate;

    RestImageKitApi(RestClient client, RequestGate gate, ImageKitStorageBuilder builder) {
        this.client = client;
        this.gate = gate;
        this.apiBase = builder.apiBase.toString();
        this.uploadBase = builder.uploadBase.toString();
        this.uploadTimeout = builder.uploadTimeout;
        this.isPrivate = builder.isPrivate;
        this.authorization = "Basic "
                + Base64.getEncoder().encodeToString((builder.privateKey() + ":").getBytes(StandardCharsets.UTF_8));
    }

    /** The client underneath. */
    RestClient client() {
        return client;
    }

    @Override
    public RemoteFile upload(String folder, String name, PutRequest request, List<String> tags) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("fileName", name);
        fields.put("folder", folder);
        fields.put("useUniqueFileName", "false");
        fields.put("overwriteFile", "false");
        fields.put("isPrivateFile", Boolean.toString(isPrivate));
        if (!tags.isEmpty()) {
            fields.put("tags", String.join(",", tags));
        }
        UploadForm form = new UploadForm(fields, ContentTypes.writable(request.contentType()));
        String subject = "blob " + request.location();
        RestAnswer answer = send(request, form, subject);
        if (answer.status() != 200) {
            throw answer.isSuccess() ? ApiFailure.unknown(answer, subject) : ApiFailure.changing(answer, subject);
        }
        return RemoteFile.of(answer.json()).orElseThrow(() -> ApiFailure.unknown(answer, subject));
    }

    /** Uploads do not count against the limit of requests. */
    private RestAnswer send(PutRequest request, UploadForm form, String subject) {
        try (InputStream body = form.open(MeasuredStream.open(request))) {
            return client.send(
                    authorized(RestRequest.changing(subject, "POST", URI.create(uploadBase + "/api/v1/files/upload")))
                            .stream(body, form.size(request.source().size()), form.contentType())
                            .timeout(uploadTimeout));
        } catch (IOException e) {
            throw new UncheckedIOException("A stream over memory cannot fail to be closed", e);
        }
    }

    @Override
    public List<RemoteFile> search(String query, int skip, String subject) {
        RestAnswer answer = get(
                "/v1/files?sort=ASC_CREATED&limit=" + LARGEST_PAGE + "&skip=" + skip + "&searchQuery="
                        + PercentEncoding.encode(query),
                subject);
        List<RemoteFile> files = new ArrayList<>();
        for (Json item : listIn(answer, subject)) {
            files.add(RemoteFile.of(item).orElseThrow(() -> ApiFailure.unreadable(answer, subject)));
        }
        return files;
    }

    @Override
    public boolean hasFolder(String name) {
        String subject = "folder " + name;
        RestAnswer answer = get(
                "/v1/files?path=%2F&limit=" + LARGEST_PAGE + "&searchQuery="
                        + PercentEncoding.encode("type = \"folder\" AND name = \"" + name + "\""),
                subject);
        return listIn(answer, subject).stream()
                .anyMatch(folder -> folder.at("folderPath").text().equals(Optional.of("/" + name)));
    }

    @Override
    public Optional<RemoteFile> file(String id, String subject) {
        gate.passToRead(subject);
        RestAnswer answer = call(RestRequest.reading(subject, "GET", api("/v1/files/" + id + "/details")));
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (!answer.isSuccess()) {
            throw ApiFailure.reading(answer, subject);
        }
        return Optional.of(RemoteFile.of(answer.json())
                .filter(file -> file.id().equals(id))
                .orElseThrow(() -> ApiFailure.unreadable(answer, subject)));
    }

    @Override
    public boolean delete(String id, String subject) {
        gate.passToWrite(subject);
        RestAnswer answer = call(RestRequest.changing(subject, "DELETE", api("/v1/files/" + id)));
        if (answer.status() == 404) {
            return false;
        }
        if (answer.status() != 204 && answer.status() != 200) {
            throw answer.isSuccess() ? ApiFailure.unknown(answer, subject) : ApiFailure.changing(answer, subject);
        }
        return true;
    }

    @Override
    public BulkAnswer delete(List<String> ids) {
        String subject = "the deletion of " + ids.size() + " files";
        gate.passToWrite(subject);
        RestAnswer answer = call(RestRequest.changing(subject, "POST", api("/v1/files/batch/deleteByFileIds"))
                .json(Json.of(Map.of("fileIds", ids))));
        // 207 is a success for some of them, and 404 says which of them made it refuse all.
        return switch (answer.status()) {
            case 200, 207 -> BulkAnswer.done(answer.json());
            case 404 -> BulkAnswer.refused(answer.json());
            default ->
                throw answer.isSuccess() ? ApiFailure.unknown(answer, subject) : ApiFailure.changing(answer, subject);
        };
    }

    @Override
    public void purge(String expression, String subject) {
        gate.passToWrite(subject);
        RestAnswer answer = call(
                RestRequest.changing(subject, "POST", api("/v1/files/purge")).json(Json.of(Map.of("url", expression))));
        if (!answer.isSuccess()) {
            throw ApiFailure.changing(answer, subject);
        }
    }

    @Override
    public RestDownload read(URI url, @Nullable String range, String subject) {
        RestRequest request = RestRequest.reading(subject, "GET", url);
        return client.download(range == null ? request : request.header("Range", range));
    }

    @Override
    public RestAnswer probe() {
        gate.passToRead("the private key");
        return client.send(authorized(RestRequest.reading("the private key", "GET", api("/v1/files?limit=1"))));
    }

    private RestAnswer get(String target, String subject) {
        gate.passToRead(subject);
        RestAnswer answer = call(RestRequest.reading(subject, "GET", api(target)));
        if (!answer.isSuccess()) {
            throw ApiFailure.reading(answer, subject);
        }
        return answer;
    }

    /** An answer that is no list says nothing about what there is, least of all that there is nothing. */
    private static List<Json> listIn(RestAnswer answer, String subject) {
        Json body = answer.json();
        if (!body.isList()) {
            throw ApiFailure.unreadable(answer, subject);
        }
        return body.items();
    }

    private RestAnswer call(RestRequest request) {
        RestAnswer answer = client.send(authorized(request));
        if (answer.status() == 429) {
            MediaLifecycleException refusal = ApiFailure.reading(answer, request.subject());
            refusal.retryAfter().ifPresent(gate::hold);
            throw refusal;
        }
        return answer;
    }

    private RestRequest authorized(RestRequest request) {
        return request.header("Authorization", authorization);
    }

    private URI api(String target) {
        return URI.create(apiBase + target);
    }
}
