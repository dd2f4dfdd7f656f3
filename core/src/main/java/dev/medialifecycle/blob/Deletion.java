package dev.medialifecycle.blob;

import dev.medialifecycle.error.ErrorKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one blob in a delete; {@code failure} is set for FAILED only, {@code reason} for all but the two successes, and
 * {@code retryAfter} if the service said how long it wants to be left alone.
 */
public record Deletion(
        BlobLocation location,
        Verdict verdict,
        @Nullable ErrorKind failure,
        @Nullable String reason,
        @Nullable Duration retryAfter) {

    /** A verdict is a type, never a boolean. */
    public enum Verdict {
        /** The bytes were there and are gone. */
        DELETED,
        /** There was nothing to delete. */
        ALREADY_ABSENT,
        /** The service refused for lack of permission; the blob is still there. */
        DENIED,
        /** A lock or hold of the service keeps the blob. */
        PROTECTED,
        /** The service cannot tell which blob is meant, so nothing was deleted. */
        UNRESOLVED,
        /** It did not work, or nobody knows whether it did; see the kind. */
        FAILED;

        /** True for DELETED and ALREADY_ABSENT: the bytes are certainly not there any more. */
        public boolean isSuccess() {
            return this == DELETED || this == ALREADY_ABSENT;
        }
    }

    /** The bytes were there and are gone. */
    public static Deletion deleted(BlobLocation location) {
        return new Deletion(location, Verdict.DELETED, null, null, null);
    }

    /** There was nothing to delete. */
    public static Deletion alreadyAbsent(BlobLocation location) {
        return new Deletion(location, Verdict.ALREADY_ABSENT, null, null, null);
    }

    /** It did not work, for a reason that decides whether to try again. */
    public static Deletion failed(BlobLocation location, ErrorKind kind, String reason) {
        return new Deletion(location, Verdict.FAILED, kind, reason, null);
    }

    /** The same, not to be tried again before this much time has passed. */
    public Deletion retryAfter(Duration time) {
        return new Deletion(location, verdict, failure, reason, time);
    }

    /** The store would not do it: DENIED, PROTECTED or UNRESOLVED. */
    public static Deletion refused(BlobLocation location, Verdict verdict, String reason) {
        return new Deletion(location, verdict, null, reason, null);
    }
}
