package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;

/** The buckets that the provider may touch, and what is known of them. */
final class Buckets {
    /** For so long a bucket that was there is taken to be there, so that a wave of absent blobs asks once. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    /** Buckets here, and at other servers than Amazon's, are created without a region's name. */
    static final String HOME = "us-east-1";

    private final String provider;
    private final Set<String> names;
    private final Service service;
    private final Failures failures;
    private final Clock clock;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();
    private final Map<String, Versioning> versioning = new ConcurrentHashMap<>();

    /** Whether deletes in a bucket leave versions. */
    enum Versioning {
        /** It never had versions, or has no notion of them. */
        NONE,
        /** It has versions now. */
        ON,
        /** It had versions once; new ones replace each other, and a delete may still only mark. */
        SUSPENDED,
        /** These credentials may not know. */
        HIDDEN
    }

    Buckets(String provider, Set<String> names, Service service, Failures failures, Clock clock) {
        this.provider = provider;
        this.names = Set.copyOf(names);
        this.service = service;
        this.failures = failures;
        this.clock = clock;
    }

    Set<String> names() {
        return names;
    }

    /** Refuses what another provider, or no bucket of this one, has; asks nobody. */
    void requireOwn(BlobLocation location) {
        if (!location.provider().equals(provider)) {
            throw StorageFailure.otherProvider(provider, location);
        }
        requireOwn(location.bucket());
    }

    /** Refuses a bucket that the provider was not given; asks nobody. */
    void requireOwn(String bucket) {
        if (!names.contains(bucket)) {
            throw StorageFailure.bucketNotFound(provider, bucket);
        }
    }

    /** Creates the buckets that are missing. */
    void create(String region) {
        for (String bucket : names) {
            try {
                look(bucket);
            } catch (MediaLifecycleException e) {
                if (e.code() != ErrorCode.BUCKET_NOT_FOUND) {
                    throw e;
                }
                create(bucket, region);
            }
        }
    }

    private void create(String bucket, String region) {
        try {
            service.ask(s3 -> s3.createBucket(request -> {
                request.bucket(bucket);
                if (!region.equals(HOME)) {
                    request.createBucketConfiguration(where -> where.locationConstraint(region));
                }
            }));
        } catch (BucketAlreadyOwnedByYouException e) {
            // Another node was faster.
        } catch (BucketAlreadyExistsException e) {
            throw new MediaLifecycleException(
                    ErrorCode.INVALID_SETTING,
                    ErrorKind.REJECTED,
                    "Bucket " + provider + ":" + bucket
                            + " cannot be created: the name is somebody else's. Next: choose another",
                    e);
        } catch (SdkException e) {
            throw failures.of(Attempt.onBucket("create bucket", provider, bucket), e);
        }
    }

    /** Throws if the bucket is not certainly there. S3 says of a missing blob and of a blob in a missing bucket the same. */
    void requirePresent(String bucket) {
        Instant last = seen.get(bucket);
        if (last == null || !clock.instant().isBefore(last.plus(FRESH))) {
            look(bucket);
            seen.put(bucket, clock.instant());
        }
    }

    /** Asks for the bucket itself. */
    HeadBucketResponse look(String bucket) {
        try {
            return service.ask(s3 -> s3.headBucket(request -> request.bucket(bucket)));
        } catch (SdkException e) {
            throw failure(Attempt.onBucket("look at bucket", provider, bucket), e);
        }
    }

    /** What an exception of a request to a bucket itself means; an answer to HEAD has no code that says what is missing. */
    MediaLifecycleException failure(Attempt attempt, SdkException e) {
        return Failures.reason(e)
                        .filter(reason -> reason == Reason.MISSING_BLOB)
                        .isPresent()
                ? Failures.caused(StorageFailure.bucketNotFound(provider, attempt.bucket()), e)
                : failures.of(attempt, e);
    }

    /** Whether deletes leave versions; asked once a bucket unless the answer was refused. Throws if nobody answers. */
    Versioning versioning(String bucket) {
        Versioning known = versioning.get(bucket);
        if (known == null || known == Versioning.HIDDEN) {
            known = askVersioning(bucket);
            versioning.put(bucket, known);
        }
        return known;
    }

    /** What was answered to that; asks nobody. */
    Optional<Versioning> knownVersioning(String bucket) {
        return Optional.ofNullable(versioning.get(bucket));
    }

    /** A bucket has shown that it has versions, whatever it said before. */
    void sawVersions(String bucket) {
        versioning.put(bucket, Versioning.ON);
    }

    private Versioning askVersioning(String bucket) {
        try {
            BucketVersioningStatus status = service.ask(s3 -> s3.getBucketVersioning(request -> request.bucket(bucket)))
                    .status();
            return status == BucketVersioningStatus.ENABLED
                    ? Versioning.ON
                    : status == BucketVersioningStatus.SUSPENDED ? Versioning.SUSPENDED : Versioning.NONE;
        } catch (SdkException e) {
            Optional<Reason> reason = Failures.reason(e);
            if (reason.filter(why -> why == Reason.DENIED).isPresent()) {
                return Versioning.HIDDEN;
            }
            if (reason.filter(why -> why == Reason.UNSUPPORTED || why == Reason.REJECTED)
                    .isPresent()) {
                return Versioning.NONE;
            }
            throw failure(Attempt.onBucket("ask for the versioning of bucket", provider, bucket), e);
        }
    }
}
