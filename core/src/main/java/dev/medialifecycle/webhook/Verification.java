package dev.medialifecycle.webhook;

/** A verifier's answer; expected, so a value and not an exception. */
public sealed interface Verification {
    /** The vendor sent it; the delivery id is the same on every attempt at the same message. */
    record Verified(String deliveryId, Assurance assurance) implements Verification {}

    /** Not accepted; {@code reason} is a word of the verifier's, for logs and counters, never for the sender. */
    record Refused(Refusal refusal, String reason) implements Verification {}

    /** What a refusal is about, which decides the answer. */
    enum Refusal {
        /** Missing, malformed or wrong signature. */
        INVALID_SIGNATURE,
        /** The signed time is too far from now. */
        STALE,
        /** The body is over the limit. */
        TOO_LARGE,
        /** The keys to check with cannot be had now; the vendor should send again. */
        KEYS_UNAVAILABLE
    }
}
