package dev.medialifecycle.testkit.imagekit;

import com.github.tomakehurst.wiremock.http.Request;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The multipart form of an upload. */
final class UploadForm {
    private UploadForm() {}

    static UploadOrder read(Request request) {
        byte[] bytes = part(request, "file");
        String name = text(request, "fileName");
        if (bytes == null) {
            throw ApiRefusal.of(400, "Missing file parameter for upload.");
        }
        if (name == null || name.isEmpty()) {
            throw ApiRefusal.of(400, "Missing fileName parameter for upload.");
        }
        String folder = text(request, "folder");
        return new UploadOrder(
                bytes,
                name,
                folder == null ? "/" : folder,
                flag(request, "useUniqueFileName", true),
                flag(request, "overwriteFile", true),
                flag(request, "isPrivateFile", false),
                tags(text(request, "tags")));
    }

    private static List<String> tags(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return List.of();
        }
        if (text.length() > 500 || text.contains("%")) {
            throw ApiRefusal.of(400, "Invalid tags.");
        }
        return Stream.of(text.split(",")).toList();
    }

    private static boolean flag(Request request, String name, boolean otherwise) {
        String value = text(request, name);
        if (value == null) {
            return otherwise;
        }
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ApiRefusal.of(400, "Invalid " + name + " value.");
        };
    }

    private static @Nullable String text(Request request, String name) {
        return request.isMultipart() && request.getPart(name) != null
                ? request.getPart(name).getBody().asString()
                : null;
    }

    private static byte @Nullable [] part(Request request, String name) {
        return request.isMultipart() && request.getPart(name) != null
                ? request.getPart(name).getBody().asBytes()
                : null;
    }
}
