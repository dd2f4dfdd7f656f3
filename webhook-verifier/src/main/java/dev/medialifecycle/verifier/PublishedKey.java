package dev.medialifecycle.verifier;

import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/** A public key that passed every check of its kind, and the name its owner gave it. */
record PublishedKey(@Nullable String id, Algorithm algorithm, PublicKey key) {}
