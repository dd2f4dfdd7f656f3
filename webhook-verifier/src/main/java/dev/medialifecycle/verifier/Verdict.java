package dev.medialifecycle.verifier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a verifier says of one delivery; expected, so a value and not an exception. */
public sealed interface Verdict {
    /**
     * The holder of a secret sent it. {@code id} is the same on every attempt at the same message, null where the scheme signs none;
     * {@code attemptAt} is the signed time of this attempt, never to be used for ordering, null where none is signed;
     * {@code secretIndex} tells which secret matched, so that an operator sees when an old one is dead.
     */
    record Verified(@Nullable String id, @Nullable Instant attemptAt, int secretIndex, AssuranceLevel assurance)
            implements Verdict {}

    /** Not accepted. */
    record Rejected(Reason reason) implements Verdict, HeaderVerdict {}
}
