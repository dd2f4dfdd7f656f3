package dev.medialifecycle.testkit.sim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that goes as another one does, but shows something else, and can be set. */
final class SkewedClock extends Clock {
    private final Clock truth;
    private Duration skew = Duration.ZERO;

    SkewedClock(Clock truth) {
        this.truth = truth;
    }

    /** Sets it, as somebody or NTP would. */
    void set(Duration newSkew) {
        skew = newSkew;
    }

    @Override
    public Instant instant() {
        return truth.instant().plus(skew);
    }

    @Override
    public ZoneId getZone() {
        return truth.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        SkewedClock there = new SkewedClock(truth.withZone(zone));
        there.set(skew);
        return there;
    }
}
