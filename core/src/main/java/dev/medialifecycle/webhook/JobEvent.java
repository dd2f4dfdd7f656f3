package dev.medialifecycle.webhook;

import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.JobReport;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;

/** A fact about one job, decoded from a verified delivery or learned by polling, with what the vendor tells beside it. */
public record JobEvent(VendorJobId vendorJobId, News news, JobReport report) {
    /** A fact and nothing beside it. */
    public JobEvent(VendorJobId vendorJobId, News news) {
        this(vendorJobId, news, JobReport.none());
    }

    /** What is new. */
    public sealed interface News {
        /** It runs; {@code status} is STARTING or PROCESSING. */
        record Running(JobStatus status) implements News {}

        /** It ended. */
        record Ended(JobOutcome outcome) implements News {}

        /** It ended, and how is for the vendor's API to say: a delivery without the rest, after which the poller is asked. */
        record Over() implements News {}

        /** The vendor used a status word that its profile does not know; changes nothing. */
        record Unknown(String status) implements News {}
    }
}
