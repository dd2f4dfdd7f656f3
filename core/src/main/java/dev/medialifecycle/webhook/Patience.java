package dev.medialifecycle.webhook;

import java.time.Duration;

/** How long to wait for news of a running job before asking the vendor, and before giving the job up. */
public record Patience(Duration pollAfter, Duration deadline) {
    /** Ask after 15 minutes, give up after a day. */
    public static Patience usual() {
        return new Patience(Duration.ofMinutes(15), Duration.ofHours(24));
    }
}
