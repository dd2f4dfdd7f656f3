package dev.medialifecycle.job;

/** How far a job is; it only ever moves to a later rank, and terminal states absorb. */
public enum JobStatus {
    /** Opened by the host, or queued at the vendor. */
    STARTING(0),
    /** The vendor works. */
    PROCESSING(1),
    /** The vendor succeeded; its outputs are being made ours before they expire. */
    KEEPING(2),
    /** At least one output is ours. */
    SUCCEEDED(3),
    /** The vendor failed, gave no output, or none of its outputs could be kept. */
    FAILED(3),
    /** Canceled at the vendor or by the host. */
    CANCELED(3),
    /** No news until the deadline, and the vendor's API does not know better. */
    EXPIRED(3);

    private final int rank;

    JobStatus(int rank) {
        this.rank = rank;
    }

    /** Whether a job in this state may move to {@code next}. */
    public boolean precedes(JobStatus next) {
        return rank < next.rank;
    }

    /** Whether the job has ended; until then it pins its inputs and outputs. */
    public boolean isTerminal() {
        return rank == SUCCEEDED.rank;
    }
}
