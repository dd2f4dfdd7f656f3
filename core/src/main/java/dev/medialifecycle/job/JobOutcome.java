package dev.medialifecycle.job;

import java.net.URI;
import java.util.List;

/** How a vendor says that a job ended. */
public sealed interface JobOutcome {
    /** Outputs still sit at the vendor and will expire there; promotion makes them ours. */
    record Succeeded(List<URI> outputs) implements JobOutcome {
        /** Copies the list. */
        public Succeeded {
            outputs = List.copyOf(outputs);
        }
    }

    /** With the vendor's words for why. */
    record Failed(String reason) implements JobOutcome {}

    /** Canceled, by whomever. */
    record Canceled() implements JobOutcome {}

    /** No news until the deadline, and the vendor's API does not know better. */
    record Expired() implements JobOutcome {}
}
