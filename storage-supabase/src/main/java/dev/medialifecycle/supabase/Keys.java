package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.util.Set;
import java.util.regex.Pattern;

/** Which locations this provider answers for, and which keys the service can hold at all. */
final class Keys {
    /** What the storage server accepts: no letters beyond ASCII, and none of {@code % # [ ] ~ " \}. */
    static final Pattern USUAL = Pattern.compile("[A-Za-z0-9_/!.*'() &$=@;:+,?-]+");

    private final String provider;
    private final Set<String> buckets;
    private final Pattern possible;

    Keys(String provider, Set<String> buckets, Pattern possible) {
        this.provider = provider;
        this.buckets = buckets;
        this.possible = possible;
    }

    boolean isPossible(String key) {
        return possible.matcher(key).matches();
    }

    void requireOwn(BlobLocation location) {
        if (!location.provider().equals(provider)) {
            throw StorageFailure.otherProvider(provider, location);
        }
        requireBucket(location.bucket());
    }

    void requireBucket(String bucket) {
        if (!buckets.contains(bucket)) {
            throw StorageFailure.bucketNotFound(provider, bucket);
        }
    }

    /** Refuses what the service would refuse, before anything is sent. */
    void requirePossible(BlobLocation location) {
        requireOwn(location);
        if (!isPossible(location.key())) {
            throw new MediaLifecycleException(
                    ErrorCode.INVALID_LOCATION,
                    ErrorKind.REJECTED,
                    "Supabase holds no key like that of " + location
                            + ". Next: let a key template name the blob, with ASCII and none of % # [ ] ~ \" \\");
        }
    }
}
