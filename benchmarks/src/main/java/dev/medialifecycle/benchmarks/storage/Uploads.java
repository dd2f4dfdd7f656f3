package dev.medialifecycle.benchmarks.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Blobs that were sent: their bytes are summed up and dropped, and whether they were those of {@link Pattern} is counted. */
final class Uploads {
    private static final String SIZED = "data/";
    private static final String SIZED_END = ".bin";

    private final Map<String, Long> sizes = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> unfinished = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();

    /** The key of a blob that is there without having been sent. */
    static String sized(long bytes) {
        return SIZED + bytes + SIZED_END;
    }

    /** The size of what was sent to this key, or would be there; null if nothing is. */
    @Nullable
    Long size(String key) {
        Long sent = sizes.get(key);
        return sent == null && key.startsWith(SIZED) && key.endsWith(SIZED_END)
                ? Long.valueOf(key.substring(SIZED.length(), key.length() - SIZED_END.length()))
                : sent;
    }

    void put(String key, InputStream body, byte[] buffer) throws IOException {
        sizes.put(key, drained(body, buffer));
    }

    String begin() {
        String id = "upload-" + ids.incrementAndGet();
        unfinished.put(id, new AtomicLong());
        return id;
    }

    /** False if there is no such upload. */
    boolean part(String id, InputStream body, byte[] buffer) throws IOException {
        AtomicLong size = unfinished.get(id);
        long read = drained(body, buffer);
        return size != null && size.addAndGet(read) >= 0;
    }

    boolean complete(String id, String key) {
        AtomicLong size = unfinished.remove(id);
        if (size != null) {
            sizes.put(key, size.get());
        }
        return size != null;
    }

    boolean abort(String id) {
        return unfinished.remove(id) != null;
    }

    void remove(String key) {
        sizes.remove(key);
    }

    /** All bytes of all bodies. */
    long bytes() {
        return bytes.get();
    }

    /** How many bodies were not what was to be sent. */
    long broken() {
        return broken.get();
    }

    /** How many uploads in parts were begun and neither completed nor aborted. */
    int unfinished() {
        return unfinished.size();
    }

    private long drained(InputStream body, byte[] buffer) throws IOException {
        CRC32 sum = new CRC32();
        long size = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            sum.update(buffer, 0, read);
            size += read;
        }
        bytes.addAndGet(size);
        if (sum.getValue() != Pattern.sum(size)) {
            broken.incrementAndGet();
        }
        return size;
    }
}
