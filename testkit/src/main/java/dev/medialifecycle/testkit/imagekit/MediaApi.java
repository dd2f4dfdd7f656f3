package dev.medialifecycle.testkit.imagekit;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Request;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The operations of ImageKit's API over a library; what it refuses it throws. */
final class MediaApi {
    private static final Pattern FILE_ID = Pattern.compile("[0-9a-f]{24}");

    private final Set<String> purges = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lastPurge = new AtomicInteger();
    private final MediaLibrary library;
    private final UrlEndpoint endpoint;

    MediaApi(MediaLibrary library, UrlEndpoint endpoint) {
        this.library = library;
        this.endpoint = endpoint;
    }

    ResponseDefinitionBuilder answer(ImageKitOperation operation, Request request, String base) {
        String url = request.getUrl();
        int question = url.indexOf('?');
        String[] path = (question < 0 ? url : url.substring(0, question)).split("/", -1);
        String endpointUrl = base + UrlEndpoint.PATH;
        return switch (operation) {
            case SEARCH -> json(200, ApiJson.list(library.search(SearchRequest.of(parameters(url))), endpointUrl));
            case UPLOAD -> json(200, ApiJson.file(library.upload(UploadForm.read(request)), endpointUrl));
            case DETAILS -> json(200, ApiJson.file(find(path[3]), endpointUrl));
            case DELETE -> deleted(path[3]);
            case BULK_DELETE -> bulkDeleted(request.getBody());
            case PURGE -> purged(request.getBody(), base);
            case PURGE_STATUS -> purgeStatus(path[4]);
            case VERSIONS -> json(200, ApiJson.versions(find(path[3]), endpointUrl));
            case DELETE_VERSION -> versionDeleted(path[3], path[5]);
            case CREATE_FOLDER -> folderCreated(request.getBody());
            case READ -> endpoint.answer(url, request.getHeader("Range"));
            case UNKNOWN -> throw ApiRefusal.of(404, "Not found");
        };
    }

    private StoredFile find(String id) {
        requireId(id);
        return library.find(id).orElseThrow(() -> ApiRefusal.of(404, "The requested file does not exist."));
    }

    private ResponseDefinitionBuilder deleted(String id) {
        requireId(id);
        library.delete(id);
        return WireMock.aResponse().withStatus(204);
    }

    private ResponseDefinitionBuilder bulkDeleted(byte[] body) {
        List<List<String>> done = library.delete(texts(body, "fileIds"));
        String error = library.errorOf(done.get(1));
        return error == null
                ? json(200, ApiJson.deleted(done.get(0)))
                : json(207, ApiJson.partlyDeleted(done.get(0), done.get(1), error));
    }

    private ResponseDefinitionBuilder versionDeleted(String id, String version) {
        requireId(id);
        library.deleteVersion(id, version);
        return WireMock.aResponse().withStatus(204);
    }

    private ResponseDefinitionBuilder purged(byte[] body, String base) {
        String url = text(body, "url");
        if (url == null || !url.startsWith(base + UrlEndpoint.PATH + "/")) {
            throw ApiRefusal.of(400, "Your request is missing a URL of this account.");
        }
        endpoint.purge(url.substring(base.length()));
        String id = "purge-" + lastPurge.incrementAndGet();
        purges.add(id);
        return json(201, ApiJson.field("requestId", id));
    }

    private ResponseDefinitionBuilder purgeStatus(String id) {
        if (!purges.contains(id)) {
            throw ApiRefusal.of(404, "No request found with the specified id.");
        }
        return json(200, ApiJson.field("status", "Completed"));
    }

    private ResponseDefinitionBuilder folderCreated(byte[] body) {
        String name = text(body, "folderName");
        String parent = text(body, "parentFolderPath");
        if (name == null || parent == null) {
            throw ApiRefusal.of(400, "folderName and parentFolderPath are required.");
        }
        library.createFolder((parent.endsWith("/") ? parent : parent + "/") + name.replaceAll("[^A-Za-z0-9_-]", "_"));
        return json(201, "{}");
    }

    private static void requireId(String id) {
        if (!FILE_ID.matcher(id).matches()) {
            throw ApiRefusal.of(400, "Your request has an invalid fileId parameter.");
        }
    }

    private static @Nullable String text(byte[] body, String field) {
        List<String> values = texts(body, field);
        return values.isEmpty() ? null : values.get(0);
    }

    private static List<String> texts(byte[] body, String field) {
        try {
            return ApiJson.strings(body, field);
        } catch (IOException e) {
            throw ApiRefusal.of(400, "Invalid JSON body: " + field + " is expected.");
        }
    }

    private static Map<String, String> parameters(String url) {
        Map<String, String> parameters = new HashMap<>();
        int question = url.indexOf('?');
        for (String parameter :
                question < 0 ? new String[0] : url.substring(question + 1).split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        parameter.substring(0, equals),
                        URLDecoder.decode(parameter.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    private static ResponseDefinitionBuilder json(int status, String body) {
        return WireMock.aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(body);
    }
}
