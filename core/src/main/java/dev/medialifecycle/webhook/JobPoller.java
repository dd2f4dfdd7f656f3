package dev.medialifecycle.webhook;

import dev.medialifecycle.job.VendorJobId;
import java.util.Optional;

/** SPI: asks the vendor for a job's state when no webhook came. Blocks; thread-safe. */
public interface JobPoller {
    /** What the vendor says now, empty if it does not know the job; throws when it cannot be asked. */
    Optional<JobEvent> poll(VendorJobId job);
}
