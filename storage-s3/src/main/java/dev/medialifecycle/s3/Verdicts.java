package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Deletion.Trace;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Error;

/** What an answer means for one blob. */
final class Verdicts {
    private final Failures failures;

    Verdicts(Failures failures) {
        this.failures = failures;
    }

    /** Said to be deleted; S3 says so of what was never there too. */
    static Deletion deleted(BlobLocation location, @Nullable Boolean isMarked) {
        Deletion deleted = Deletion.deleted(location);
        return Boolean.TRUE.equals(isMarked) ? deleted.leaving(Trace.Kind.VERSIONS_KEPT, null) : deleted;
    }

    /** An error within an answer. */
    Deletion refused(BlobLocation location, S3Error error) {
        String code = error.code();
        return of(location, Reason.ofOneBlob(code, error.message()), code == null ? "an error without code" : code);
    }

    /** The failure of a request that was about this blob among others. */
    Deletion failed(BlobLocation location, SdkException e) {
        if (e instanceof AwsServiceException answer && isHeld(answer)) {
            return of(location, Reason.PROTECTED, "status " + answer.statusCode());
        }
        return StorageFailure.verdict(location, failures.of(Attempt.changing("delete", location), e));
    }

    /** Nobody knows; core looks. */
    static Deletion unknown(BlobLocation location, String why) {
        return Deletion.failed(location, ErrorKind.OUTCOME_UNKNOWN, why);
    }

    private static boolean isHeld(AwsServiceException e) {
        String message =
                e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
        return e.statusCode() == 403 && Reason.ofOneBlob(Failures.code(e), message) == Reason.PROTECTED;
    }

    private static Deletion of(BlobLocation location, Reason reason, String said) {
        return switch (reason) {
            case MISSING_BUCKET ->
                StorageFailure.verdict(location, StorageFailure.bucketNotFound(location.provider(), location.bucket()));
            case MISSING_BLOB -> Deletion.alreadyAbsent(location);
            case DENIED -> StorageFailure.deniedDeletion(location, said);
            case PROTECTED ->
                Deletion.refused(
                        location, Deletion.Verdict.PROTECTED, "a lock or hold of the service keeps it (" + said + ")");
            case LOCKED_ACCOUNT ->
                Deletion.failed(
                                location,
                                ErrorCode.QUOTA_LOCKED,
                                ErrorKind.UNAVAILABLE,
                                "the account is locked: " + said)
                        .retryAfter(Failures.LOCKED_FOR);
            case THROTTLED -> Deletion.failed(location, ErrorKind.THROTTLED, said);
            case NOT_DONE -> Deletion.failed(location, ErrorKind.UNAVAILABLE, said);
            case CONFLICT, PRECONDITION -> Deletion.failed(location, ErrorKind.CONFLICT, said);
            case INVALID_KEY, TOO_LARGE -> Deletion.failed(location, ErrorKind.REJECTED, said);
            // It may have been deleted before the service broke, or it may not.
            case BROKEN, CLOCK_SKEW, OTHER_REGION, UNSUPPORTED, REJECTED -> unknown(location, said);
        };
    }
}
