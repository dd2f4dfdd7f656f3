package dev.medialifecycle.s3;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Parts of blobs that were never completed: no listing shows them, and they are paid for. */
final class Leftovers {
    private final String provider;
    private final Service service;
    private final Buckets buckets;

    Leftovers(String provider, Service service, Buckets buckets) {
        this.provider = provider;
        this.service = service;
        this.buckets = buckets;
    }

    /** Takes back what began before then, and says how many that were. */
    int abort(String bucket, Instant before) {
        buckets.requireOwn(bucket);
        int aborted = 0;
        @Nullable ListMultipartUploadsResponse page = null;
        do {
            page = pageAfter(bucket, page);
            for (MultipartUpload upload : page.uploads()) {
                // An unknown age counts as new.
                if (upload.initiated() != null && upload.initiated().isBefore(before)) {
                    aborted += abort(bucket, upload);
                }
            }
        } while (Boolean.TRUE.equals(page.isTruncated()));
        return aborted;
    }

    private ListMultipartUploadsResponse pageAfter(String bucket, @Nullable ListMultipartUploadsResponse last) {
        ListMultipartUploadsRequest.Builder request =
                ListMultipartUploadsRequest.builder().bucket(bucket).encodingType(EncodingType.URL);
        if (last != null) {
            request.keyMarker(last.nextKeyMarker()).uploadIdMarker(last.nextUploadIdMarker());
        }
        ListMultipartUploadsResponse page;
        try {
            page = service.ask(s3 -> s3.listMultipartUploads(request.build()));
        } catch (SdkException e) {
            throw buckets.failure(Attempt.onBucket("list unfinished uploads in", provider, bucket), e);
        }
        if (Boolean.TRUE.equals(page.isTruncated()) && leadsNowhere(last, page)) {
            throw new MediaLifecycleException(
                    ErrorCode.STORAGE_LIES,
                    ErrorKind.UNAVAILABLE,
                    "The list of unfinished uploads in " + provider + ":" + bucket
                            + " goes in circles. Next: see whether the server is one that these docs name");
        }
        return page;
    }

    private static boolean leadsNowhere(
            @Nullable ListMultipartUploadsResponse last, ListMultipartUploadsResponse page) {
        return page.nextKeyMarker() == null
                || (last != null
                        && page.nextKeyMarker().equals(last.nextKeyMarker())
                        && Objects.equals(page.nextUploadIdMarker(), last.nextUploadIdMarker()));
    }

    private int abort(String bucket, MultipartUpload upload) {
        try {
            service.ask(s3 -> s3.abortMultipartUpload(
                    abort -> abort.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
            return 1;
        } catch (SdkException e) {
            if (Failures.isMissingUpload(e)) {
                return 0;
            }
            throw buckets.failure(Attempt.onBucket("abort an unfinished upload in", provider, bucket), e);
        }
    }
}
