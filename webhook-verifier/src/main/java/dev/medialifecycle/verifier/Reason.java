package dev.medialifecycle.verifier;

/** Why a delivery or a secret is not accepted; for logs and counters, never for the sender. The set is closed. */
public enum Reason {
    /** A header that the scheme needs is absent. */
    MISSING_HEADER,
    /** A header that the scheme needs came more than once. */
    DUPLICATE_HEADER,
    /** The id is empty, over 256 characters, not printable ASCII, or has a dot, which would allow to shift its boundary. */
    MALFORMED_ID,
    /** The timestamp is not a plain decimal number of at most 13 digits. */
    MALFORMED_TIMESTAMP,
    /** The signed time is further back than the tolerance. */
    TIMESTAMP_TOO_OLD,
    /** The signed time is further ahead than the tolerance. */
    TIMESTAMP_IN_FUTURE,
    /** Signatures of the right version are there, but none is well-formed. */
    MALFORMED_SIGNATURE,
    /** No signature is of the version that the scheme checks. */
    NO_SUPPORTED_SIGNATURE,
    /** The list of signatures is longer than any honest sender's. */
    TOO_MANY_SIGNATURES,
    /** The body is over the limit. */
    BODY_TOO_LARGE,
    /** Well-formed, and made with another key or over other bytes. */
    SIGNATURE_MISMATCH,
    /** The sender published keys, and none of them may be used. */
    NO_TRUSTED_KEYS,
    /** The sender's keys cannot be had now. */
    KEYS_UNAVAILABLE,
    /** The body has to be read to know what was signed, and cannot be. */
    UNPARSEABLE_BODY,
    /** The body has to name its job to know what was signed, and does not. */
    MISSING_JOB_ID,
    /** A secret is missing, empty or blank; only when a verifier is built. */
    CONFIG_EMPTY_SECRET,
    /** A secret is not of the form that its scheme asks for; only when a verifier is built. */
    CONFIG_MALFORMED_SECRET,
    /** A secret makes a key of fewer than 16 bytes; only when a verifier is built. */
    CONFIG_WEAK_SECRET
}
