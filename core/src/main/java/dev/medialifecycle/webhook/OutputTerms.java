package dev.medialifecycle.webhook;

import java.time.Duration;
import java.util.Set;

/**
 * Where a vendor's outputs may be fetched from, and for how long after the job ended. A host is a DNS name, or {@code *.} and a
 * domain for every name below it.
 */
public record OutputTerms(Set<String> hosts, Duration life) {
    /** Copies the set. */
    public OutputTerms {
        hosts = Set.copyOf(hosts);
    }
}
