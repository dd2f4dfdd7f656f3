package dev.medialifecycle.webhook;

import java.time.Duration;

/**
 * How long to wait for news of a running job before asking the vendor, and before giving the job up; and for how long the vendor
 * may send the same delivery again, which is as long as it is remembered.
 */
public record Patience(Duration pollAfter, Duration deadline, Duration retryHorizon) {
    /** No schedule of a vendor's is known to be longer. */
    private static final Duration LONGEST_KNOWN = Duration.ofHours(96);

    /** With a vendor that tries again for four days at most. */
    public Patience(Duration pollAfter, Duration deadline) {
        this(pollAfter, deadline, LONGEST_KNOWN);
    }

    /** Ask after 15 minutes, give up after a day; the vendor tries again for four days at most. */
    public static Patience usual() {
        return new Patience(Duration.ofMinutes(15), Duration.ofHours(24));
    }

    /** The same, with a vendor that tries again for so long. */
    public Patience rememberingFor(Duration newHorizon) {
        return new Patience(pollAfter, deadline, newHorizon);
    }
}
