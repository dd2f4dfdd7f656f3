package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.SignedPut;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * A provider with every capability and no flaw, in front of a service that can be made to fail: memory, with what memory lacks.
 * Its service cannot bear keys that end with a tilde.
 */
final class HonestStorage extends ForwardingStorage {
    /** What it signs with; nobody is ever told. */
    static final String SECRET = "correct-horse-battery-staple";

    /** A put that has begun. */
    record Half(String bucket, Instant began) {}

    final HonestTroubles troubles = new HonestTroubles();
    final List<Half> halves = new CopyOnWriteArrayList<>();

    HonestStorage(StorageProvider memory) {
        super(memory);
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public StoredBlob put(PutRequest request) {
        if (request.location().key().endsWith("~")) {
            throw new MediaLifecycleException(
                    ErrorCode.INVALID_LOCATION, ErrorKind.REJECTED, "No key of this service ends with a tilde");
        }
        return troubles.request(() -> honest.put(request));
    }

    @Override
    public Optional<StoredBlob> stat(BlobLocation location) {
        return troubles.request(() -> honest.stat(location));
    }

    @Override
    public InputStream open(BlobLocation location, ByteRange range) {
        return troubles.request(() -> honest.open(location, range));
    }

    @Override
    public BlobPage list(String bucket, String prefix, String token) {
        return troubles.request(() -> honest.list(bucket, prefix, token));
    }

    @Override
    public List<Deletion> delete(List<StoredBlob> blobs) {
        return blobs.stream().map(this::delete).toList();
    }

    @Override
    public URI signedUrl(BlobLocation location, Duration lifetime) {
        URI unused = honest.signedUrl(location, lifetime);
        return HonestServer.toRead(honest, location);
    }

    @Override
    public SignedPut signedPut(BlobLocation location, String contentType, long size, Duration lifetime) {
        URI unused = honest.signedUrl(location, lifetime);
        return new SignedPut(
                HonestServer.toStore(honest, location, contentType, size), "PUT", Map.of("Content-Type", contentType));
    }

    @Override
    public int abortUnfinished(String bucket, Instant before) {
        if (!buckets().contains(bucket)) {
            throw StorageFailure.bucketNotFound(name(), bucket);
        }
        int all = halves.size();
        halves.removeIf(half -> half.bucket().equals(bucket) && half.began().isBefore(before));
        return all - halves.size();
    }

    @Override
    public List<Finding> diagnose() {
        return List.of(Finding.ok(name() + ":media", "it is in memory"));
    }

    @Override
    public Located locate(String url) {
        return HonestServer.locate(this, url) instanceof Located.Owned owned ? owned : honest.locate(url);
    }

    private Deletion delete(StoredBlob blob) {
        if (troubles.keeps(blob.location())) {
            return Deletion.refused(blob.location(), Deletion.Verdict.PROTECTED, "a lock keeps it");
        }
        Supplier<Deletion> request = () -> honest.delete(List.of(blob)).get(0);
        try {
            return troubles.request(request);
        } catch (MediaLifecycleException e) {
            return StorageFailure.verdict(blob.location(), e);
        }
    }
}
