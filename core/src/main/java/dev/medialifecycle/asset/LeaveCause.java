package dev.medialifecycle.asset;

/** Why an asset is to leave. */
public enum LeaveCause {
    /** The host said that it no longer needs it. */
    RELEASED,
    /** Its role leaves when the jobs that used it have ended. */
    JOBS_ENDED,
    /** Its role leaves at an age, and nothing refers to it. */
    AGED,
    /** A sweep found the blob without a row and without a reference. */
    ORPHANED,
    /** Its upload never finished, or the transaction it belonged to never committed. */
    NEVER_CONFIRMED,
    /** The asset that it was derived from left. */
    ORIGINAL_LEFT
}
