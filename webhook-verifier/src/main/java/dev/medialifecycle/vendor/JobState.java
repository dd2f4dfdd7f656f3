package dev.medialifecycle.vendor;

/** What a vendor's word for a job's state means. */
public enum JobState {
    /** It waits at the vendor. */
    QUEUED,
    /** The vendor works. */
    RUNNING,
    /** It ended well. */
    SUCCEEDED,
    /** It ended badly. */
    FAILED,
    /** Somebody canceled it. */
    CANCELED,
    /** The vendor gave it up unfinished. */
    EXPIRED,
    /** It ended, and the word does not say how: the vendor's API has to be asked. */
    ENDED,
    /** The vendor knows no such job. */
    NO_SUCH_JOB
}
