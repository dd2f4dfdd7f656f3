package dev.medialifecycle.verifier;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How the signed time is written, and how far it may be from now, the bound included, both ways. {@code prefix} marks it inside a
 * header with a list, such as {@code t=}, and is empty for a header of its own; {@code unit} is SECONDS or MILLISECONDS since 1970.
 */
public record TimestampFormat(String prefix, TimeUnit unit, Duration tolerance) {
    private static final Duration MOST_TOLERANCE = Duration.ofDays(366);

    /** Unix seconds in a header of its own, off by five minutes at most (Standard Webhooks 1.0.0). */
    public static final TimestampFormat UNIX_SECONDS = new TimestampFormat("", TimeUnit.SECONDS, Duration.ofMinutes(5));

    /** Refuses a negative tolerance, one of more than a year, and other units. */
    public TimestampFormat {
        if (tolerance.isNegative() || tolerance.compareTo(MOST_TOLERANCE) > 0) {
            throw new IllegalArgumentException("A tolerance is between nothing and a year, not " + tolerance);
        }
        if (unit != TimeUnit.SECONDS && unit != TimeUnit.MILLISECONDS) {
            throw new IllegalArgumentException("A signed time is in seconds or milliseconds, not in " + unit);
        }
    }

    /** The same format with another tolerance. */
    public TimestampFormat within(Duration newTolerance) {
        return new TimestampFormat(prefix, unit, newTolerance);
    }
}
