package dev.medialifecycle.testkit.supabase;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request that {@link FakeSupabase} received: path as sent, below {@code /storage/v1} where there is one, headers in any case, and
 * the body as text if it is JSON.
 */
public record SupabaseRequest(
        String method, String path, @Nullable String query, Map<String, String> headers, String json) {
    /** Copies the headers. */
    public SupabaseRequest {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = copy;
    }

    /** A header, if it was sent. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Method and path, such as {@code DELETE /object/images}. */
    public String line() {
        return method + " " + path;
    }

    /** The line only: headers hold keys, queries hold tokens. */
    @Override
    public String toString() {
        return line();
    }
}
