package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What is there, and its bytes. */
final class Reads {
    private static final int PAST_THE_END = 416;

    private final Service service;
    private final Buckets buckets;
    private final Failures failures;

    Reads(Service service, Buckets buckets, Failures failures) {
        this.service = service;
        this.buckets = buckets;
        this.failures = failures;
    }

    Optional<StoredBlob> stat(BlobLocation location) {
        buckets.requireOwn(location);
        Optional<HeadObjectResponse> head = head(location);
        if (head.isEmpty()) {
            buckets.requirePresent(location.bucket());
        }
        return head.map(there -> blob(location, there));
    }

    /** Whether there is a blob; if not, its bucket may be missing too. */
    boolean isThere(BlobLocation location) {
        return head(location).isPresent();
    }

    private Optional<HeadObjectResponse> head(BlobLocation location) {
        try {
            return Optional.of(service.ask(s3 ->
                    s3.headObject(request -> request.bucket(location.bucket()).key(location.key()))));
        } catch (SdkException e) {
            if (isAbsence(e)) {
                return Optional.empty();
            }
            throw failures.of(Attempt.reading("look at", location), e);
        }
    }

    private static StoredBlob blob(BlobLocation location, HeadObjectResponse head) {
        if (head.contentLength() == null) {
            throw new MediaLifecycleException(
                    ErrorCode.STORAGE_LIES,
                    ErrorKind.REJECTED,
                    "The service does not tell the size of " + location
                            + ". Next: see whether a proxy before it changes its answers");
        }
        return new StoredBlob(location, null, typeOf(head.contentType()), head.contentLength(), head.lastModified());
    }

    InputStream open(BlobLocation location, ByteRange range) {
        buckets.requireOwn(location);
        if (range.length() == 0) {
            return stat(location)
                    .map(there -> InputStream.nullInputStream())
                    .orElseThrow(() -> StorageFailure.blobNotFound(location));
        }
        try {
            return stream(location, range, service.ask(s3 -> s3.getObject(requestFor(location, range))));
        } catch (SdkException e) {
            if (e instanceof S3Exception answer && answer.statusCode() == PAST_THE_END) {
                return InputStream.nullInputStream();
            }
            if (isAbsence(e) && e instanceof S3Exception answer && Failures.code(answer) == null) {
                buckets.requirePresent(location.bucket());
            }
            throw failures.of(Attempt.reading("read", location), e);
        }
    }

    /** What a service says of bytes whose type nobody told it. */
    static String typeOf(@Nullable String type) {
        return type == null || type.isBlank() ? "application/octet-stream" : type;
    }

    private static GetObjectRequest requestFor(BlobLocation location, ByteRange range) {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(location.bucket()).key(location.key());
        if (range.length() > Long.MAX_VALUE - range.offset()) {
            return range.offset() == 0
                    ? request.build()
                    : request.range("bytes=" + range.offset() + "-").build();
        }
        long last = range.offset() + range.length() - 1;
        return request.range("bytes=" + range.offset() + "-" + last).build();
    }

    private static InputStream stream(
            BlobLocation location, ByteRange range, ResponseInputStream<GetObjectResponse> bytes) {
        Long promised = bytes.response().contentLength();
        boolean isRange = bytes.response().contentRange() != null;
        ServedStream served = new ServedStream(location, bytes, promised == null ? -1 : promised);
        // A server or proxy that does not know ranges sends everything.
        return isRange ? served : served.only(range);
    }

    private static boolean isAbsence(SdkException e) {
        return Failures.reason(e)
                .filter(reason -> reason == Reason.MISSING_BLOB)
                .isPresent();
    }
}
