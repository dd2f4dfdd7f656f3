package dev.medialifecycle.imagekit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Divides what is too much for one request. */
final class Chunks {
    private Chunks() {}

    /** Copies of so many entries each, in their order. */
    static <K, V> List<Map<K, V>> of(Map<K, V> all, int size) {
        List<Map<K, V>> chunks = new ArrayList<>();
        Map<K, V> chunk = new LinkedHashMap<>();
        for (Map.Entry<K, V> entry : all.entrySet()) {
            chunk.put(entry.getKey(), entry.getValue());
            if (chunk.size() == size) {
                chunks.add(chunk);
                chunk = new LinkedHashMap<>();
            }
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        return chunks;
    }
}
