package dev.medialifecycle.webhook;

import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;

/** A fact about one job, decoded from a verified delivery or learned by polling. */
public record JobEvent(VendorJobId vendorJobId, News news) {
    /** What is new. */
    public sealed interface News {
        /** It runs; {@code status} is STARTING or PROCESSING. */
        record Running(JobStatus status) implements News {}

        /** It ended. */
        record Ended(JobOutcome outcome) implements News {}

        /** The vendor used a status word that its profile does not know; changes nothing. */
        record Unknown(String status) implements News {}
    }
}
