package dev.medialifecycle.vendor;

import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.webhook.JobEvent;
import java.util.List;
import java.util.Optional;

/** What a vendor's API is asked to learn how a job is, and how its answers are read. */
interface Inquiry {
    /** What the vendor says now, empty if it does not know the job; throws when it cannot be asked. */
    Optional<JobEvent> ask(VendorApi api, VendorJobId job);

    /** The paths that it asks for, as they stand in documents. */
    List<String> paths();
}
