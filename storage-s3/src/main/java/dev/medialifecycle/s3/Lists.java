package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Listings, page by page, in the order of the keys' bytes. */
final class Lists {
    private static final int PAGE = 1_000;

    private final String provider;
    private final Service service;
    private final Buckets buckets;

    Lists(String provider, Service service, Buckets buckets) {
        this.provider = provider;
        this.service = service;
        this.buckets = buckets;
    }

    BlobPage list(String bucket, String prefix, @Nullable String token) {
        buckets.requireOwn(bucket);
        PageToken tokens = new PageToken(provider, bucket, prefix);
        ListObjectsV2Response page = page(bucket, prefix, token == null ? null : tokens.unwrap(token));
        List<StoredBlob> blobs = new ArrayList<>(page.contents().size());
        for (S3Object object : page.contents()) {
            if (!object.key().startsWith(prefix)) {
                throw broken(bucket, "a key without the prefix");
            }
            // Whatever else lies in the bucket, such as a console's folder markers, can be no blob of this library's.
            if (BlobLocation.isValidKey(object.key())) {
                blobs.add(blob(bucket, object));
            }
        }
        return new BlobPage(blobs, next(bucket, page, tokens));
    }

    private ListObjectsV2Response page(String bucket, String prefix, @Nullable String token) {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(prefix)
                .maxKeys(PAGE)
                .continuationToken(token)
                // One key that XML cannot hold would make the whole page unreadable.
                .encodingType(EncodingType.URL)
                .build();
        try {
            return service.ask(s3 -> s3.listObjectsV2(request));
        } catch (SdkException e) {
            throw buckets.failure(Attempt.onBucket("list", provider, bucket), e);
        }
    }

    private @Nullable String next(String bucket, ListObjectsV2Response page, PageToken tokens) {
        if (page.isTruncated() == null) {
            throw broken(bucket, "a page that does not say whether it is the last");
        }
        if (!page.isTruncated()) {
            return null;
        }
        String next = page.nextContinuationToken();
        if (next == null || next.isEmpty()) {
            throw broken(bucket, "a page that is not the last and leads to no other");
        }
        return tokens.wrap(next);
    }

    private StoredBlob blob(String bucket, S3Object object) {
        return new StoredBlob(
                new BlobLocation(provider, bucket, object.key()),
                null,
                Reads.typeOf(null),
                object.size() == null ? 0 : object.size(),
                object.lastModified());
    }

    private MediaLifecycleException broken(String bucket, String what) {
        return new MediaLifecycleException(
                ErrorCode.STORAGE_LIES,
                ErrorKind.UNAVAILABLE,
                "The listing of " + provider + ":" + bucket + " holds " + what
                        + ". Next: see whether the server is one that these docs name");
    }
}
