package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StoredBlob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How buckets and keys lie in the media library: a bucket is a folder at its top, and a key is the path below it. */
final class Account {
    /** How long a folder that was seen is taken to be there. */
    private static final Duration BELIEF = Duration.ofMinutes(1);

    private final Map<String, Instant> seen = new ConcurrentHashMap<>();
    private final String provider;
    private final Set<String> buckets;
    private final ImageKitApi api;
    private final Clock clock;

    Account(String provider, Set<String> buckets, ImageKitApi api, Clock clock) {
        this.provider = provider;
        this.buckets = Set.copyOf(buckets);
        this.api = api;
        this.clock = clock;
    }

    Set<String> buckets() {
        return buckets;
    }

    /** Refuses other providers' locations and buckets that were not configured; makes no request. */
    void requireOwn(BlobLocation location) {
        if (!location.provider().equals(provider)) {
            throw StorageFailure.otherProvider(provider, location);
        }
        requireConfigured(location.bucket());
    }

    void requireConfigured(String bucket) {
        if (!buckets.contains(bucket)) {
            throw StorageFailure.bucketNotFound(provider, bucket);
        }
    }

    /**
     * Throws {@code ML-ST-004} if the bucket's folder is not there. With the key of another account nothing at all is there, and
     * that must not look as if everything had been deleted.
     */
    void requireFolder(String bucket) {
        requireConfigured(bucket);
        Instant now = clock.instant();
        Instant at = seen.get(bucket);
        if (at != null && !at.isAfter(now) && at.plus(BELIEF).isAfter(now)) {
            return;
        }
        if (!api.hasFolder(bucket)) {
            seen.remove(bucket);
            throw StorageFailure.bucketNotFound(provider, bucket);
        }
        seen.put(bucket, now);
    }

    /** The location's path as ImageKit has it. */
    static String path(BlobLocation location) {
        return "/" + location.bucket() + "/" + location.key();
    }

    /** The location of a file in this bucket; empty if it lies elsewhere or no key could name it. */
    Optional<BlobLocation> locationOf(RemoteFile file, String bucket) {
        String folder = "/" + bucket + "/";
        if (!file.path().startsWith(folder)) {
            return Optional.empty();
        }
        String key = file.path().substring(folder.length());
        return BlobLocation.isValidKey(key) ? Optional.of(new BlobLocation(provider, bucket, key)) : Optional.empty();
    }

    /** What is known of the file there; its age counts from its last change. */
    static StoredBlob blob(BlobLocation location, RemoteFile file) {
        return new StoredBlob(
                location,
                file.id(),
                ContentTypes.of(file),
                file.size() == null ? 0 : file.size(),
                file.updatedAt() == null ? file.createdAt() : file.updatedAt());
    }
}
