package dev.medialifecycle.testkit.supabase;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.rest.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A bucket and its rows in byte order; guarded by the lock of {@link FakeObjects}. */
record FakeBucket(
        String id,
        boolean isPublic,
        @Nullable Long sizeLimit,
        List<String> mimeTypes,
        NavigableMap<String, FakeRow> rows) {

    static FakeBucket of(String id, boolean isPublic, @Nullable Long sizeLimit, List<String> mimeTypes) {
        return new FakeBucket(id, isPublic, sizeLimit, mimeTypes, new TreeMap<>(BlobLocation.KEY_ORDER));
    }

    Json described() {
        Map<String, Object> bucket = new LinkedHashMap<>();
        bucket.put("id", id);
        bucket.put("name", id);
        bucket.put("owner", "");
        bucket.put("public", isPublic);
        bucket.put("file_size_limit", sizeLimit);
        bucket.put("allowed_mime_types", mimeTypes.isEmpty() ? null : mimeTypes);
        return Json.of(bucket);
    }
}
