package dev.medialifecycle.benchmarks.storage;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first lines of a request: what is wanted of which bucket and key; names of headers are in lower case. */
record Head(String method, String bucket, String key, Map<String, String> query, Map<String, String> headers) {
    static Head of(String text) {
        String[] lines = text.split("\r\n");
        String[] first = lines[0].split(" ");
        String[] target = first[1].split("\\?", 2);
        String path = decoded(target[0].replace("+", "%2B"));
        int slash = path.indexOf('/', 1);
        Map<String, String> headers = new HashMap<>();
        for (int line = 1; line < lines.length; line++) {
            int colon = lines[line].indexOf(':');
            headers.put(
                    lines[line].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[line].substring(colon + 1).strip());
        }
        return new Head(
                first[0],
                slash < 0 ? path.substring(1) : path.substring(1, slash),
                slash < 0 ? "" : path.substring(slash + 1),
                target.length > 1 ? query(target[1]) : Map.of(),
                headers);
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    boolean asks(String parameter) {
        return query.containsKey(parameter);
    }

    long contentLength() {
        return Long.parseLong(headers.getOrDefault("content-length", "0"));
    }

    /** Whether the body comes in pieces with their lengths before them: those of HTTP, or those of S3. */
    boolean isInPieces() {
        return isChunkedByHttp()
                || headers.getOrDefault("x-amz-content-sha256", "").startsWith("STREAMING-");
    }

    boolean isChunkedByHttp() {
        return headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked");
    }

    boolean endsConnection() {
        return headers.getOrDefault("connection", "").equalsIgnoreCase("close");
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new HashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
