package dev.medialifecycle.blob;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;

/** The failures that every provider must report alike, ready to throw. */
public final class StorageFailure {
    private StorageFailure() {}

    /** {@code ML-ST-001}: a put found its key taken. */
    public static MediaLifecycleException keyTaken(BlobLocation location) {
        return new MediaLifecycleException(
                ErrorCode.KEY_TAKEN,
                ErrorKind.CONFLICT,
                "Blob " + location
                        + " not stored: the key is taken. Keys are never reused; this is a bug or a forged id");
    }

    /** {@code ML-ST-003}: a read found no blob. */
    public static MediaLifecycleException blobNotFound(BlobLocation location) {
        return new MediaLifecycleException(
                ErrorCode.BLOB_NOT_FOUND, ErrorKind.NOT_FOUND, "There is no blob " + location);
    }

    /** {@code ML-ST-004}: the provider has no such bucket. */
    public static MediaLifecycleException bucketNotFound(String provider, String bucket) {
        return new MediaLifecycleException(
                ErrorCode.BUCKET_NOT_FOUND,
                ErrorKind.NOT_FOUND,
                "Storage bucket not found: " + provider + ":" + bucket
                        + ". Next: create it, or correct the configuration");
    }

    /** {@code ML-ST-008}: the provider does not declare the capability. */
    public static MediaLifecycleException unsupported(String provider, Capability capability) {
        return new MediaLifecycleException(
                ErrorCode.STORAGE_UNSUPPORTED,
                ErrorKind.UNSUPPORTED,
                "Provider " + provider + " does not declare " + capability + ". Next: ask capabilities() first");
    }

    /** {@code ML-ST-002}: the location names another provider, so this one must not touch it. */
    public static MediaLifecycleException otherProvider(String provider, BlobLocation location) {
        return new MediaLifecycleException(
                ErrorCode.INVALID_LOCATION,
                ErrorKind.REJECTED,
                "Provider " + provider + " was asked for " + location + ". Next: ask the provider that it names");
    }

    /** {@code ML-ST-002}: the listing token was not made by this listing. */
    public static MediaLifecycleException unknownToken(String provider) {
        return new MediaLifecycleException(
                ErrorCode.INVALID_LOCATION,
                ErrorKind.REJECTED,
                "Provider " + provider + " did not make this listing token. Next: list again from the first page");
    }

    /** {@code ML-ST-005}: the service refused; {@code detail} is what it said, without secrets. */
    public static MediaLifecycleException denied(String subject, String detail) {
        return new MediaLifecycleException(ErrorCode.STORAGE_DENIED, ErrorKind.DENIED, deniedText(subject, detail));
    }

    /** {@code ML-ST-009}: sent, and the answer never came or was cut off. */
    public static MediaLifecycleException outcomeUnknown(String subject, Throwable cause) {
        return new MediaLifecycleException(
                ErrorCode.STORAGE_OUTCOME_UNKNOWN,
                ErrorKind.OUTCOME_UNKNOWN,
                "No answer for " + subject
                        + ": it may have happened. Next: nothing; it is looked up before it is repeated",
                cause);
    }

    /** The verdict DENIED, with the three causes that it can have. */
    public static Deletion deniedDeletion(BlobLocation location, String detail) {
        return Deletion.refused(location, Deletion.Verdict.DENIED, deniedText(location.toString(), detail));
    }

    /** The verdict on a blob whose deletion failed with this exception; lack of permission is DENIED, the rest FAILED. */
    public static Deletion verdict(BlobLocation location, MediaLifecycleException failure) {
        String reason = String.valueOf(failure.getMessage());
        Deletion deletion = failure.kind() == ErrorKind.DENIED
                ? Deletion.refused(location, Deletion.Verdict.DENIED, reason)
                : Deletion.failed(location, failure.code(), failure.kind(), reason);
        return failure.retryAfter().map(deletion::retryAfter).orElse(deletion);
    }

    private static String deniedText(String subject, String detail) {
        return "Permission denied for " + subject + " (" + detail
                + "). Next: check the bucket's policy for this role, whether the key lies in a folder that it may touch, and"
                + " that the credentials are the service's own and have not expired";
    }
}
