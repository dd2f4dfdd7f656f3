package dev.medialifecycle.verifier;

/** How much a verified delivery proves, strongest first; destructive work should ask for {@link #FULL}. */
public enum AssuranceLevel {
    /** Id, time and body are signed. */
    FULL,
    /** Time and body are signed. */
    TIMED_BODY,
    /** The body is signed; it can be replayed for ever, so the host must recognise duplicates. */
    BODY_ONLY,
    /** An id and a time are signed, the body is not. */
    ID_ONLY,
    /** The sender knows a token that every delivery repeats. */
    BEARER,
    /** The sender knows an unguessable URL of the host's. */
    CAPABILITY_URL;

    /** Whether this proves as much as {@code least}, or more. */
    public boolean isAtLeast(AssuranceLevel least) {
        return compareTo(least) <= 0;
    }
}
