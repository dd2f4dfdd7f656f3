package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A prefix of its own in the bucket for one test, with an open provider, and what was put there is taken away again. */
final class Workspace implements AutoCloseable {
    private static final int WRITERS = 8;

    private final StorageProvider provider;
    private final String bucket;
    private final String prefix;
    private final Set<BlobLocation> used = ConcurrentHashMap.newKeySet();

    Workspace(StorageProvider provider, String bucket) {
        this.provider = provider;
        this.bucket = bucket;
        this.prefix = "tck-" + Long.toString(System.nanoTime() & Long.MAX_VALUE, 36) + "/";
    }

    StorageProvider provider() {
        return provider;
    }

    String prefix() {
        return prefix;
    }

    /** The location of a key in this workspace. */
    BlobLocation at(String key) {
        return new BlobLocation(provider.name(), bucket, prefix + key);
    }

    /** The same, where somebody else is going to store something that must be taken away again. */
    BlobLocation use(String key) {
        BlobLocation location = at(key);
        used.add(location);
        return location;
    }

    StoredBlob put(String key, byte[] bytes) {
        return put(key, TestSource.of(bytes), "application/octet-stream");
    }

    /** The same for a location in this workspace. */
    StoredBlob put(BlobLocation location, byte[] bytes) {
        return put(location.key().substring(prefix.length()), bytes);
    }

    StoredBlob put(String key, BlobSource source, String contentType) {
        return provider.put(new PutRequest(use(key), source, contentType));
    }

    /** Puts a few bytes under each key, several at a time. */
    List<StoredBlob> putAll(List<String> keys) {
        AtomicInteger next = new AtomicInteger();
        List<List<StoredBlob>> written = Race.run(WRITERS, writer -> {
            List<StoredBlob> blobs = new ArrayList<>();
            for (int at = next.getAndIncrement(); at < keys.size(); at = next.getAndIncrement()) {
                blobs.add(put(keys.get(at), SeededRandom.utf8("x")));
            }
            return blobs;
        });
        return written.stream().flatMap(List::stream).toList();
    }

    /** Puts a few bytes under each key that the provider does not refuse, and says which those are. */
    List<String> putAccepted(List<String> keys) {
        List<String> accepted = new ArrayList<>();
        for (String key : keys) {
            try {
                put(key, SeededRandom.utf8("x"));
                accepted.add(key);
            } catch (MediaLifecycleException refusal) {
                if (refusal.kind() != ErrorKind.REJECTED) {
                    throw refusal;
                }
            }
        }
        return accepted;
    }

    byte[] read(String key) {
        return read(at(key));
    }

    byte[] read(BlobLocation location) {
        return read(location, ByteRange.all());
    }

    byte[] read(BlobLocation location, ByteRange range) {
        try (InputStream bytes = provider.open(location, range)) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All keys below the prefix, which is in this workspace, page by page, without the workspace's own prefix. */
    List<String> list(String below) {
        List<String> keys = new ArrayList<>();
        List<String> tokens = new ArrayList<>();
        @Nullable String token = null;
        do {
            BlobPage page = provider.list(bucket, prefix + below, token);
            page.blobs().forEach(blob -> keys.add(blob.location().key().substring(prefix.length())));
            token = page.nextToken();
            if (token != null && tokens.contains(token)) {
                throw new AssertionError("The listing goes in circles: it repeats a token");
            }
            tokens.add(String.valueOf(token));
        } while (token != null);
        return keys;
    }

    /** Takes away what was put here. */
    void clear() {
        List<Deletion> unused =
                provider.delete(used.stream().map(Workspace::unseen).toList());
    }

    @Override
    public void close() {
        provider.close();
    }

    /** The blob as somebody knows it who has never looked at it. */
    static StoredBlob unseen(BlobLocation location) {
        return new StoredBlob(location, null, "application/octet-stream", 0, null);
    }
}
