package dev.medialifecycle.verifier;

import java.util.concurrent.CompletionStage;

/** SPI: fetches the key set that a sender publishes. Thread-safe. */
@FunctionalInterface
public interface KeyFetch {
    /**
     * Begins one attempt, and returns at once; the stage completes with the JSON Web Key Set as bytes, or exceptionally. Never called
     * while another attempt is under way, and never with anything that a request said.
     */
    CompletionStage<byte[]> fetch();
}
