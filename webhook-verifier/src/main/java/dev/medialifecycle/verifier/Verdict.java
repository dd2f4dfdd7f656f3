package dev.medialifecycle.verifier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a verifier says of one delivery; expected, so a value and not an exception. */
public sealed interface Verdict {
    /**
     * The holder of a secret sent it. {@code id} is the same on every attempt at the same message, null where the scheme signs none;
     * {@code attemptAt} is the signed time of this attempt, never to be used for ordering, null where none is signed;
     * {@code secretIndex} tells which secret or key matched, so that an operator sees when an old one is dead; {@code jobId} is the
     * job that the message is about, where that is signed apart from the body, otherwise null.
     */
    record Verified(
            @Nullable String id,
            @Nullable Instant attemptAt,
            int secretIndex,
            AssuranceLevel assurance,
            @Nullable String jobId)
            implements Verdict {

        /** One that names no job apart from the body. */
        public Verified(@Nullable String id, @Nullable Instant attemptAt, int secretIndex, AssuranceLevel assurance) {
            this(id, attemptAt, secretIndex, assurance, null);
        }
    }

    /** Not accepted. */
    record Rejected(Reason reason) implements Verdict, HeaderVerdict {}
}
