package dev.medialifecycle.testkit.supabase;

import dev.medialifecycle.blob.PercentEncoding;
import dev.medialifecycle.rest.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One request under way: whose it is, what its path names, and its body. */
record Exchange(
        SupabaseRequest request,
        byte[] body,
        Caller caller,
        String bucket,
        String key,
        String rawPath,
        boolean firstTransactionOnly) {
    /** What the web framework reads of a body, on a route that takes JSON. */
    Json json() {
        boolean saysJson = request.header("Content-Type").orElse("").startsWith("application/json");
        if (saysJson && body.length == 0) {
            throw Refused.framework(400, "Body cannot be empty when content-type is set to 'application/json'");
        }
        if (body.length > 1024 * 1024) {
            throw Refused.framework(413, "Request body is too large");
        }
        if (!saysJson && body.length > 0) {
            throw Refused.invalid("InvalidMimeType", "Invalid Content-Type header");
        }
        return body.length == 0 ? Json.of(Map.of()) : Json.read(body).orElseThrow(Exchange::noJson);
    }

    /** A parameter of the query, decoded; empty if it is not there. */
    String parameter(String name) {
        String query = request.query() == null ? "" : request.query();
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return PercentEncoding.decode(pair.substring(name.length() + 1)).orElse("");
            }
        }
        return "";
    }

    /** Only those whose token verifies get further. */
    Caller authenticated() {
        String fault = caller.fault();
        if (fault != null) {
            throw Refused.accessDenied(fault);
        }
        return caller;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static Refused noJson() {
        return Refused.framework(400, "Unexpected token in JSON");
    }
}
