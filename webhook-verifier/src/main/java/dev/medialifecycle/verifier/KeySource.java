package dev.medialifecycle.verifier;

import org.jspecify.annotations.Nullable;

/** Where public keys come from. Thread-safe. */
abstract class KeySource {
    /** The keys to use now, null if they cannot be had; waits only for the very first ones. */
    abstract @Nullable KeySet keys();

    /** Newer keys than those in which the right one was missing, if they are at hand; otherwise the same. Does not wait. */
    abstract KeySet renewed(KeySet used);

    /** Whether newer keys are on their way. */
    abstract boolean isRenewing();
}
