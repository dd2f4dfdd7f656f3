package dev.medialifecycle.webhook;

/** What came of one HTTP attempt, and the status to answer it with. */
public enum WebhookOutcome {
    /** Stored and applied. */
    APPLIED(200),
    /** The same delivery was here before; nothing was done again. */
    DUPLICATE(200),
    /** Stored; its job had ended otherwise before, which stands. */
    TOO_LATE(200),
    /** Stored; it says nothing to act on. */
    IGNORED(200),
    /** Stored; its job is not known yet, or the vendor is asked whether it is true. */
    PARKED(200),
    /** Stored, and kept for a person to look at: sending it again cannot help. */
    DEAD(200),
    /** Its signature does not verify, or is too old; nothing was stored. */
    REFUSED(401),
    /** No such vendor is configured. */
    UNKNOWN_VENDOR(404),
    /** Its body is over the limit; nothing was stored. */
    TOO_LARGE(413),
    /** It could not be stored; the vendor should send it again. */
    NOT_STORED(503);

    private final int httpStatus;

    WebhookOutcome(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    /** The HTTP status that makes the vendor do the right thing next. */
    public int httpStatus() {
        return httpStatus;
    }
}
