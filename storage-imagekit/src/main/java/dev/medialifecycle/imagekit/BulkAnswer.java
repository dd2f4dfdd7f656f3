package dev.medialifecycle.imagekit;

import dev.medialifecycle.rest.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of a bulk delete: ids that are deleted, ids that failed and why, and ids that do not exist. If any does not exist,
 * ImageKit refuses the whole request, and the others are not deleted.
 */
record BulkAnswer(Set<String> deleted, Map<String, String> failed, Set<String> missing) {

    static BulkAnswer done(Json body) {
        Map<String, String> failed = new LinkedHashMap<>();
        for (Json error : body.at("errors").items()) {
            error.at("fileId")
                    .text()
                    .ifPresent(id -> failed.put(id, error.at("error").text().orElse("no reason given")));
        }
        return new BulkAnswer(texts(body.at("successfullyDeletedFileIds").items()), failed, Set.of());
    }

    static BulkAnswer refused(Json body) {
        return new BulkAnswer(
                Set.of(), Map.of(), texts(body.at("missingFileIds").items()));
    }

    private static Set<String> texts(List<Json> items) {
        return items.stream().map(Json::text).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
    }
}
