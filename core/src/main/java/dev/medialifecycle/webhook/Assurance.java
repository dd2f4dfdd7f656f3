package dev.medialifecycle.webhook;

/** How much a verified delivery proves, strongest first. */
public enum Assurance {
    /** Id, time and body are signed. */
    FULL,
    /** Time and body are signed. */
    TIMED_BODY,
    /** The body is signed; it can be replayed for ever. */
    BODY_ONLY,
    /** An id and a time are signed, the body is not. */
    ID_ONLY,
    /** The sender knows a token that every delivery repeats. */
    BEARER,
    /** The sender knows an unguessable URL of ours. */
    CAPABILITY_URL,
    /** Nothing: unsigned deliveries were allowed for development. */
    NONE;

    /** Whether it proves no less than another. */
    public boolean isAtLeast(Assurance other) {
        return compareTo(other) <= 0;
    }
}
