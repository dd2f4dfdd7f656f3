package dev.medialifecycle.internal.effect;

import dev.medialifecycle.outbox.Lane;
import java.time.Duration;

/**
 * How many entries one worker takes at a time: as many as it can be expected to do within a small part of a lease, so that leases
 * do not lapse under work and what a killed worker held is soon somebody else's. Thread-safe.
 */
final class LeaseSize {
    /** What the largest stores and repositories take at once, which is where lanes begin that gain from it. */
    private static final int MOST = 1_000;
    /** Prompt work is done one by one. */
    private static final int FIRST_PROMPT = 125;
    /** Keeping an output means fetching it from the vendor, which may take minutes. */
    private static final int FIRST_SLOW = 2;

    private final Duration quick;
    private final Duration slow;
    private int now;
    private int alone;

    LeaseSize(Lane lane, Duration lease) {
        this.now = lane.equals(Lane.KEEPING) ? FIRST_SLOW : lane.equals(Lane.PROMPT) ? FIRST_PROMPT : MOST;
        this.quick = lease.dividedBy(32);
        this.slow = lease.dividedBy(8);
    }

    synchronized int now() {
        if (alone > 0) {
            alone--;
            return 1;
        }
        return now;
    }

    /** The next so many are taken one at a time. */
    synchronized void careful(int times) {
        alone = times;
    }

    /** Learns from a batch. */
    synchronized void learn(int entries, Duration took) {
        if (took.compareTo(slow) > 0) {
            now = Math.max(1, Math.min(now, entries) / 2);
        } else if (took.compareTo(quick) < 0 && entries >= now) {
            now = Math.min(MOST, now * 2);
        }
    }
}
