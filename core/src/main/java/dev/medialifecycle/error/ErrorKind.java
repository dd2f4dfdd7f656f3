package dev.medialifecycle.error;

/** Why a call failed, in terms a host can act on; the kind decides retry, never the message. */
public enum ErrorKind {
    /** The request itself is wrong; the caller must change it. */
    REJECTED(Retry.NEVER),
    /** What was asked for does not exist. */
    NOT_FOUND(Retry.NEVER),
    /** Credentials or policies forbid it. */
    DENIED(Retry.NEVER),
    /** The adapter does not declare the capability. */
    UNSUPPORTED(Retry.NEVER),
    /** Somebody else changed it first, or the name is taken. */
    CONFLICT(Retry.LATER),
    /** The service asks for fewer requests. */
    THROTTLED(Retry.LATER),
    /** The service cannot be reached or is broken for now, and certainly did nothing. */
    UNAVAILABLE(Retry.LATER),
    /** Sent but unanswered: it may have happened, so look before repeating and never delete on it. */
    OUTCOME_UNKNOWN(Retry.AFTER_CHECK);

    /** Whether repeating the same call can help. */
    public enum Retry {
        /** Repeating the same call gives the same answer. */
        NEVER,
        /** The same call may succeed later. */
        LATER,
        /** Find out first what became of the call. */
        AFTER_CHECK
    }

    private final Retry retry;

    ErrorKind(Retry retry) {
        this.retry = retry;
    }

    /** Whether repeating the same call can help. */
    public Retry retry() {
        return retry;
    }
}
