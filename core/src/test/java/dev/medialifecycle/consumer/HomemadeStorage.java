package dev.medialifecycle.consumer;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** A provider as a host would write one in an afternoon: a map, with URLs under {@code https://home.example/}. */
final class HomemadeStorage implements StorageProvider {
    private static final String BASE = "https://home.example/";

    private record Stored(byte[] bytes, String type) {}

    private final Map<BlobLocation, Stored> blobs =
            new ConcurrentSkipListMap<>((one, other) -> BlobLocation.KEY_ORDER.compare(one.key(), other.key()));

    @Override
    public String name() {
        return "home";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.CREATE_ONLY_PUT, Capability.LIST, Capability.ORDERED_LIST, Capability.PUBLIC_URL);
    }

    @Override
    public Set<String> buckets() {
        return Set.of("media");
    }

    @Override
    public StoredBlob put(PutRequest request) {
        try (InputStream bytes = request.source().open()) {
            Stored stored = new Stored(bytes.readAllBytes(), request.contentType());
            if (blobs.putIfAbsent(request.location(), stored) != null) {
                throw new MediaLifecycleException(ErrorCode.KEY_TAKEN, ErrorKind.CONFLICT, "The key is taken");
            }
            return known(request.location(), stored);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<StoredBlob> stat(BlobLocation location) {
        return Optional.ofNullable(blobs.get(location)).map(stored -> known(location, stored));
    }

    @Override
    public InputStream open(BlobLocation location, ByteRange range) {
        Stored stored = blobs.get(location);
        if (stored == null) {
            throw new MediaLifecycleException(ErrorCode.BLOB_NOT_FOUND, ErrorKind.NOT_FOUND, "Nothing is there");
        }
        int from = (int) Math.min(range.offset(), stored.bytes().length);
        int to = (int) Math.min(stored.bytes().length, from + Math.min(range.length(), stored.bytes().length));
        return new ByteArrayInputStream(Arrays.copyOfRange(stored.bytes(), from, to));
    }

    @Override
    public List<Deletion> delete(List<StoredBlob> all) {
        return all.stream()
                .map(StoredBlob::location)
                .map(location ->
                        blobs.remove(location) == null ? Deletion.alreadyAbsent(location) : Deletion.deleted(location))
                .toList();
    }

    @Override
    public BlobPage list(String bucket, String prefix, @Nullable String token) {
        return new BlobPage(
                blobs.entrySet().stream()
                        .filter(entry -> entry.getKey().bucket().equals(bucket)
                                && entry.getKey().key().startsWith(prefix))
                        .map(entry -> known(entry.getKey(), entry.getValue()))
                        .toList(),
                null);
    }

    @Override
    public URI publicUrl(BlobLocation location) {
        return URI.create(BASE + location.bucket() + "/" + location.key());
    }

    @Override
    public URI signedUrl(BlobLocation location, Duration lifetime) {
        throw new MediaLifecycleException(ErrorCode.STORAGE_UNSUPPORTED, ErrorKind.UNSUPPORTED, "No signed URLs");
    }

    @Override
    public Located locate(String url) {
        String[] parts = url.startsWith(BASE) ? url.substring(BASE.length()).split("/", 2) : new String[0];
        return parts.length == 2 && BlobLocation.isValidBucket(parts[0]) && BlobLocation.isValidKey(parts[1])
                ? new Located.Owned(new BlobLocation("home", parts[0], parts[1]), null)
                : new Located.Foreign("elsewhere");
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public void close() {
        // A map has nothing to close.
    }

    int size() {
        return blobs.size();
    }

    private static StoredBlob known(BlobLocation location, Stored stored) {
        return new StoredBlob(location, null, stored.type(), stored.bytes().length, Instant.EPOCH);
    }
}
