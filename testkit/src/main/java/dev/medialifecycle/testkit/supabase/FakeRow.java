package dev.medialifecycle.testkit.supabase;

import dev.medialifecycle.rest.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One object: its row, and its file unless that is lost. */
record FakeRow(
        String name,
        String id,
        String version,
        byte[] bytes,
        String type,
        String cacheControl,
        @Nullable String owner,
        Instant createdAt,
        Instant updatedAt,
        boolean fileLost) {

    FakeRow withoutFile() {
        return new FakeRow(name, id, version, bytes, type, cacheControl, owner, createdAt, updatedAt, true);
    }

    String eTag() {
        return "\"" + version.replace("-", "") + "\"";
    }

    /** As listings and bulk removes show it. */
    Json listed() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("eTag", eTag());
        metadata.put("size", bytes.length);
        metadata.put("mimetype", type);
        metadata.put("cacheControl", cacheControl);
        metadata.put("lastModified", updatedAt.toString());
        metadata.put("contentLength", bytes.length);
        metadata.put("httpStatusCode", 200);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("id", id);
        row.put("updated_at", updatedAt.toString());
        row.put("created_at", createdAt.toString());
        row.put("last_accessed_at", createdAt.toString());
        row.put("metadata", metadata);
        return Json.of(row);
    }

    /** As a bulk remove shows it. */
    Json removed(String bucket) {
        Map<String, Object> row = new LinkedHashMap<>(listed().members());
        row.put("bucket_id", bucket);
        row.put("version", version);
        row.put("owner", owner);
        return Json.of(row);
    }

    /** As the info route shows it. */
    Json info(String bucket) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("id", id);
        info.put("name", name);
        info.put("version", version);
        info.put("bucket_id", bucket);
        info.put("size", bytes.length);
        info.put("content_type", type);
        info.put("cache_control", cacheControl);
        info.put("etag", eTag());
        info.put("metadata", Map.of());
        info.put("last_modified", updatedAt.toString());
        info.put("created_at", createdAt.toString());
        return Json.of(info);
    }
}
