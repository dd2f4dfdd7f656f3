package dev.medialifecycle.blob;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one blob in a delete; {@code failure} is set for FAILED only, {@code code} and {@code reason} for all but
 * DELETED, {@code retryAfter} if the service said how long it wants to be left alone, and {@code traces} say what a success
 * leaves behind at the service.
 */
public record Deletion(
        BlobLocation location,
        Verdict verdict,
        @Nullable ErrorKind failure,
        @Nullable ErrorCode code,
        @Nullable String reason,
        @Nullable Duration retryAfter,
        List<Trace> traces) {

    /** Copies the list. */
    public Deletion {
        traces = List.copyOf(traces);
    }

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

    /** What a deleted blob leaves behind; {@code life} is how long at most, null if nobody knows or for ever. */
    public record Trace(Kind kind, @Nullable Duration life) {
        /** Which kind of thing is left. */
        public enum Kind {
            /** The store only marked it: its versions are still kept, and paid for, until something purges them. */
            VERSIONS_KEPT,
            /** Caches in front of the store were told to forget it; that may take some minutes. */
            CACHE_PURGED,
            /** Caches in front of the store may serve it until they forget it by themselves. */
            CACHE_EXPIRES
        }

        /** Such as {@code CACHE_EXPIRES within PT1M}. */
        @Override
        public String toString() {
            return life == null ? kind.toString() : kind + " within " + life;
        }
    }

    /** The bytes were there and are gone. */
    public static Deletion deleted(BlobLocation location) {
        return new Deletion(location, Verdict.DELETED, null, null, null, null, List.of());
    }

    /** There was nothing to delete: somebody else did it, or it was never there. */
    public static Deletion alreadyAbsent(BlobLocation location) {
        return new Deletion(
                location,
                Verdict.ALREADY_ABSENT,
                null,
                ErrorCode.BLOB_NOT_FOUND,
                "there was no such blob",
                null,
                List.of());
    }

    /** It did not work, for a reason that decides whether to try again. */
    public static Deletion failed(BlobLocation location, ErrorKind kind, String reason) {
        return failed(location, ErrorCode.DELETE_FAILED, kind, reason);
    }

    /** It did not work, for a reason that has a code of its own. */
    public static Deletion failed(BlobLocation location, ErrorCode code, ErrorKind kind, String reason) {
        return new Deletion(location, Verdict.FAILED, kind, code, reason, null, List.of());
    }

    /** The store would not do it: DENIED, PROTECTED or UNRESOLVED. */
    public static Deletion refused(BlobLocation location, Verdict verdict, String reason) {
        ErrorCode code = switch (verdict) {
            case DENIED -> ErrorCode.DELETE_DENIED;
            case PROTECTED -> ErrorCode.DELETE_PROTECTED;
            case UNRESOLVED -> ErrorCode.DELETE_UNRESOLVED;
            case DELETED, ALREADY_ABSENT, FAILED -> throw new IllegalArgumentException(verdict + " is no refusal");
        };
        return new Deletion(location, verdict, null, code, reason, null, List.of());
    }

    /** The same, not to be tried again before this much time has passed. */
    public Deletion retryAfter(Duration time) {
        return new Deletion(location, verdict, failure, code, reason, time, traces);
    }

    /** The same, with one more thing that it leaves behind, for so long at most if that is known. */
    public Deletion leaving(Trace.Kind kind, @Nullable Duration life) {
        List<Trace> all = new ArrayList<>(traces);
        all.add(new Trace(kind, life));
        return new Deletion(location, verdict, failure, code, reason, retryAfter, all);
    }
}
