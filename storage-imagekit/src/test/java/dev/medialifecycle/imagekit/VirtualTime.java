package dev.medialifecycle.imagekit;

import dev.medialifecycle.testkit.ManualClock;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;

/** Time in which waiting takes none: whoever parks moves the clock on to the moment that it waits for. */
final class VirtualTime implements TimeMeter, BlockingStrategy {
    private final ManualClock clock;

    VirtualTime(ManualClock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized long currentTimeNanos() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }

    @Override
    public void park(long nanos) {
        Instant end = clock.instant().plus(Duration.ofNanos(nanos));
        synchronized (this) {
            if (clock.instant().isBefore(end)) {
                clock.set(end);
            }
        }
        // Whoever waits for an earlier moment goes first, as it would.
        Thread.yield();
    }
}
