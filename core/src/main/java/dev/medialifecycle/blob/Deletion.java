package dev.medialifecycle.blob;

import dev.medialifecycle.error.ErrorKind;
import org.jspecify.annotations.Nullable;

/** What became of one blob in a delete; {@code failure} is set for FAILED only, {@code reason} for all but the two successes. */
public record Deletion(
        BlobLocation location,
        Verdict verdict,
        @Nullable ErrorKind failure,
        @Nullable String reason) {

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
        return new Deletion(location, Verdict.DELETED, null, null);
    }

    /** There was nothing to delete. */
    public static Deletion alreadyAbsent(BlobLocation location) {
        return new Deletion(location, Verdict.ALREADY_ABSENT, null, null);
    }

    /** It did not work, for a reason that decides whether to try again. */
    public static Deletion failed(BlobLocation location, ErrorKind kind, String reason) {
        return new Deletion(location, Verdict.FAILED, kind, reason);
    }

    /** The store would not do it: DENIED, PROTECTED or UNRESOLVED. */
    public static Deletion refused(BlobLocation location, Verdict verdict, String reason) {
        return new Deletion(location, verdict, null, reason);
    }
}
