package dev.medialifecycle.benchmarks.webhook;

import java.time.Instant;

/** A contender: from headers and raw bytes to an answer. */
interface Verifying {
    String name();

    boolean verifies(SignedRequest request, Instant now);
}
