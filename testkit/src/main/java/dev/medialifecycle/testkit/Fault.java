package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.error.ErrorKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What goes wrong with one call to a {@link FaultyStorage}. */
public sealed interface Fault {
    /** Nothing is done, and the call throws, saying how long the store wants to be left alone if it is not null. */
    record Before(ErrorKind kind, @Nullable Duration retryAfter) implements Fault {
        /** Says nothing about when to come back. */
        public Before(ErrorKind kind) {
            this(kind, null);
        }
    }

    /** It is done, and the call throws all the same, as when the answer is lost. */
    record After(ErrorKind kind) implements Fault {}

    /** A delete does nothing and answers this verdict for each blob. */
    record Verdict(Deletion.Verdict verdict) implements Fault {
        Deletion of(BlobLocation location) {
            String reason = "The test asked for " + verdict;
            return switch (verdict) {
                case DELETED -> Deletion.deleted(location);
                case ALREADY_ABSENT -> Deletion.alreadyAbsent(location);
                case DENIED, PROTECTED, UNRESOLVED -> Deletion.refused(location, verdict, reason);
                case FAILED -> Deletion.failed(location, ErrorKind.UNAVAILABLE, reason);
            };
        }
    }

    /** A delete is done and answers FAILED with this kind for each blob. */
    record Misreported(ErrorKind kind) implements Fault {
        Deletion of(BlobLocation location) {
            return Deletion.failed(location, kind, "The test asked for " + kind);
        }
    }

    /** A listing answers half of the page and says that it was the last. */
    record HalfPage() implements Fault {}

    /** A stream throws after half of its bytes. */
    record BrokenStream() implements Fault {}

    /** A stream ends after half of its bytes as if it were complete, which no honest store does. */
    record ShortStream() implements Fault {}

    /** Nothing goes wrong, but this happens just before the call. */
    record Meanwhile(Runnable event) implements Fault {}

    /** The fault happens only to calls that are about this blob, alone or among others. */
    record WheneverAskedOf(BlobLocation location, Fault fault) implements Fault {}
}
