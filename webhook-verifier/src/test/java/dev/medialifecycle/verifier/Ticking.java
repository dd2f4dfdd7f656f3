package dev.medialifecycle.verifier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;

/** A clock that only the test moves. */
final class Ticking extends Clock {
    private volatile Instant now;

    Ticking(Instant now) {
        this.now = now;
    }

    /** Keys that are there at once, whatever the array then holds. */
    static JwksSource source(Clock clock, byte[][] published) {
        return JwksSource.of(() -> CompletableFuture.completedFuture(published[0]), clock);
    }

    void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
