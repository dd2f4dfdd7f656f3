package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.job.JobId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happened, line by line, with names that a person can follow instead of ids. */
final class History {
    private final List<String> lines = new ArrayList<>();
    private final Map<Object, String> names = new HashMap<>();
    private int depth;

    void add(String line) {
        lines.add("  ".repeat(depth) + line);
    }

    void deeper() {
        depth++;
    }

    void back() {
        depth--;
    }

    String name(AssetId id) {
        return names.computeIfAbsent(id, unused -> "asset" + names.size());
    }

    String name(JobId id) {
        return names.computeIfAbsent(id, unused -> "job" + names.size());
    }

    String name(BlobLocation location) {
        return names.computeIfAbsent(location, unused -> "blob" + names.size());
    }

    List<String> lines() {
        return lines;
    }
}
