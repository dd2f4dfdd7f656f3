package dev.medialifecycle.imagekit;

import dev.medialifecycle.rest.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file as ImageKit describes it; {@code path} starts with a slash, and what ImageKit left out is null. */
record RemoteFile(
        String id,
        String path,
        @Nullable String mime,
        @Nullable Long size,
        List<String> tags,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {

    /** Empty for what has no id or no path: nothing can be concluded from such an answer. */
    static Optional<RemoteFile> of(Json json) {
        Optional<String> id = json.at("fileId").text();
        Optional<String> path = json.at("filePath").text();
        if (id.isEmpty() || path.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RemoteFile(
                id.get(),
                path.get(),
                json.at("mime").text().orElse(null),
                json.at("size").wholeNumber().orElse(null),
                json.at("tags").items().stream()
                        .map(Json::text)
                        .flatMap(Optional::stream)
                        .toList(),
                instant(json.at("createdAt")),
                instant(json.at("updatedAt"))));
    }

    private static @Nullable Instant instant(Json json) {
        try {
            return json.text().map(Instant::parse).orElse(null);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
