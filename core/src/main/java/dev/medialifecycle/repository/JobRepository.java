package dev.medialifecycle.repository;

import java.util.function.Function;

/**
 * Driver SPI for durable state; core does no network I/O inside a transaction and never nests transactions. Isolation is read
 * committed or stronger. What the work throws rolls everything back and is rethrown as it is; trouble of the repository's own
 * throws {@code UNAVAILABLE} ({@code ML-RP-001}), or {@code OUTCOME_UNKNOWN} when the commit was sent and not answered.
 * Thread-safe.
 */
public interface JobRepository {
    /** Runs the work in the host's current transaction, or in a new one if there is none. */
    <T> T inTransaction(Function<? super Transaction, ? extends T> work);

    /** Runs the work in a transaction of its own, durable on return: intents go here, before I/O. */
    <T> T inNewTransaction(Function<? super Transaction, ? extends T> work);
}
