package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.rest.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How many keys one request may name: a number of them, and what the server reads of a body. */
record Batches(int mostKeys) {
    /** The hard limit of the hosted service. */
    static final int MOST_KEYS = 1000;

    /** The server reads a mebibyte; some of it is not keys. */
    private static final int MOST_BYTES = 1024 * 1024 - 1024;

    List<List<BlobLocation>> of(List<BlobLocation> locations) {
        List<List<BlobLocation>> batches = new ArrayList<>();
        List<BlobLocation> batch = new ArrayList<>();
        int bytes = 0;
        for (BlobLocation location : locations) {
            int more = Json.of(location.key()).write().getBytes(StandardCharsets.UTF_8).length + 1;
            if (batch.size() == mostKeys || (bytes + more > MOST_BYTES && !batch.isEmpty())) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(location);
            bytes += more;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
