package dev.medialifecycle.architecture.broken.job;

import java.time.Instant;

/** Looks at the wall clock, on purpose. */
final class OwnTime {
    Instant now() {
        return Instant.now();
    }
}
