package dev.medialifecycle.testkit.supabase;

import dev.medialifecycle.rest.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** An error as the storage server renders it: nearly always HTTP 400, with the real status as text in the body. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int httpStatus;
    private final String body;

    private Refused(int httpStatus, String body) {
        super(body, null, false, false);
        this.httpStatus = httpStatus;
        this.body = body;
    }

    int httpStatus() {
        return httpStatus;
    }

    String body() {
        return body;
    }

    static Refused noSuchBucket() {
        return of(404, "Bucket not found", "NoSuchBucket", "Bucket not found");
    }

    static Refused noSuchKey() {
        return of(404, "not_found", "NoSuchKey", "Object not found");
    }

    static Refused accessDenied(String message) {
        return of(403, "Unauthorized", "AccessDenied", message);
    }

    static Refused keyTaken() {
        return of(409, "Duplicate", "KeyAlreadyExists", "The resource already exists");
    }

    static Refused invalidKey(String key) {
        return of(400, "InvalidKey", "InvalidKey", "Invalid key: " + key);
    }

    static Refused tooLarge() {
        return of(413, "Payload too large", "EntityTooLarge", "The object exceeded the maximum allowed size");
    }

    static Refused mimeType(String type) {
        return of(415, "invalid_mime_type", "InvalidMimeType", "mime type " + type + " is not supported");
    }

    static Refused invalid(String code, String message) {
        return of(400, code, code, message);
    }

    /** The file behind a row is gone: only 5xx keep their HTTP status. */
    static Refused internal() {
        return http(500, 500, "Internal", "InternalError", "Internal Server Error");
    }

    /** What the web framework refuses keeps its HTTP status too. */
    static Refused framework(int status, String message) {
        return http(status, status, "FastifyError", "InternalError", message);
    }

    /** A header that the route asks for is missing. */
    static Refused headerMissing(String name) {
        return http(400, 400, "Error", "InvalidRequest", "headers must have required property '" + name + "'");
    }

    static Refused noRoute(String line) {
        return http(404, 404, "Not Found", "InvalidRequest", "Route " + line.replaceFirst(" ", ":") + " not found");
    }

    /** The gateway before the server speaks for itself. */
    static Refused gateway(int status, String message) {
        return new Refused(status, Json.of(Map.of("message", message)).write());
    }

    private static Refused of(int status, String error, String code, String message) {
        return http(400, status, error, code, message);
    }

    private static Refused http(int httpStatus, int status, String error, String code, String message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("statusCode", Integer.toString(status));
        body.put("error", error);
        body.put("message", message);
        body.put("code", code);
        return new Refused(httpStatus, Json.of(body).write());
    }
}
