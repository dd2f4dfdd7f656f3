package dev.medialifecycle.verifier;

import org.jspecify.annotations.Nullable;

/** The keys of one verifier, of the one kind that its algorithm takes. Thread-safe. */
sealed interface KeyRing permits MacRing, DigestRing, PublicKeyRing {
    /** Why nothing with these headers can be verified now, null if it can. */
    default @Nullable Reason problem(SignedHeaders signed) {
        return null;
    }

    /** A computation that has taken in what is signed before the body. */
    Computation begin(SignedHeaders signed);
}
