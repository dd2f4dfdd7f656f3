package dev.medialifecycle.vendor;

import dev.medialifecycle.job.JobReport;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a vendor's JSON. {@code hasOutputs} tells a place for outputs that holds something, be it an empty list, from one
 * that is missing or null; {@code areRemoved} that the vendor had outputs and has them no more.
 */
record JobPayload(
        @Nullable String id,
        String status,
        List<URI> outputs,
        boolean hasOutputs,
        boolean areRemoved,
        @Nullable String error,
        JobReport report) {

    JobPayload {
        outputs = List.copyOf(outputs);
    }

    /** Shows nothing of what the vendor sent but the status word. */
    @Override
    public String toString() {
        return "JobPayload[" + status + ", " + outputs.size() + " outputs]";
    }
}
