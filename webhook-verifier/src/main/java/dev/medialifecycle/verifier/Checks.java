package dev.medialifecycle.verifier;

import java.time.Instant;

/** What one kind of algorithm does with a delivery: judges its headers, and says how to go on with its body. Thread-safe. */
sealed interface Checks permits MacChecks, ContentChecks, TokenChecks, JwtChecks {
    /** A refusal, or what takes the body in. */
    HeaderVerdict begin(SignedHeaders signed, Instant now, int maxBodyBytes);
}
