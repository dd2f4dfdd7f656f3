package dev.medialifecycle.internal.exit;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How fast one provider may be asked to delete, in blobs a second: as fast as the host allows, and slower when the provider says
 * that it is too much. Trouble at the usual peak costs a tenth of the rate, trouble far below it costs half; then nothing is asked
 * for a while; then the rate doubles each second up to where trouble is known to begin, and grows slowly, then faster, beyond.
 * Thread-safe: all workers of a process share one.
 */
final class Pacer {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration FIRST_REST = Duration.ofMillis(250);
    private static final Duration LONGEST_REST = Duration.ofSeconds(2);
    /** The slowest, and the least that is worth a request. */
    private static final double LEAST = 10;

    private static final double NEAR = 0.95;
    private static final double FORGETTING = 0.99;
    private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

    private final Supplier<Instant> clock;
    private final double ceiling;
    private double rate;
    private double leave;
    private Instant filledAt;
    /** The rate at which trouble began, as far as is known. */
    private double peak;

    private Instant refusedAt;
    private Instant restsUntil;
    private Duration rest = FIRST_REST;
    private Instant countedFrom;
    private double counted;
    private double reached;

    /** At most so many blobs a second; no limit of the host's if null. */
    Pacer(Supplier<Instant> clock, @Nullable Integer blobsASecond) {
        this.clock = clock;
        this.ceiling = blobsASecond == null ? NO_LIMIT : blobsASecond;
        this.rate = ceiling;
        this.peak = ceiling;
        this.leave = ceiling;
        this.filledAt = clock.get();
        this.refusedAt = filledAt;
        this.restsUntil = filledAt;
        this.countedFrom = filledAt;
    }

    /** Takes leave for at most {@code wanted} blobs; 0 means not now. */
    synchronized int take(int wanted) {
        Instant now = clock.get();
        if (now.isBefore(restsUntil)) {
            return 0;
        }
        fill(now);
        if (leave < Math.min(wanted, rate / LEAST)) {
            return 0;
        }
        int taken = (int) Math.min(wanted, leave);
        leave -= taken;
        return taken;
    }

    /** Returns leave that was not used. */
    synchronized void giveBack(int unused) {
        leave += unused;
    }

    /** The provider answered for so many blobs. */
    synchronized void took(int blobs) {
        Instant now = clock.get();
        Duration window = Duration.between(countedFrom, now);
        if (window.compareTo(SECOND) >= 0) {
            reached = counted / seconds(window);
            countedFrom = now;
            counted = 0;
        }
        counted += blobs;
        if (!now.isBefore(restsUntil)) {
            rest = FIRST_REST;
        }
    }

    /** The provider asked for fewer, and perhaps for how long; several workers that hear it at once hear it once. */
    synchronized void refused(@Nullable Duration asked) {
        Instant now = clock.get();
        boolean isKnown = now.isBefore(restsUntil);
        Instant end = now.plus(asked != null && asked.compareTo(rest) > 0 ? asked : rest);
        restsUntil = end.isAfter(restsUntil) ? end : restsUntil;
        if (isKnown) {
            return;
        }
        refusedAt = now;
        rest = rest.multipliedBy(2).compareTo(LONGEST_REST) < 0 ? rest.multipliedBy(2) : LONGEST_REST;
        double tried = rate == NO_LIMIT ? Math.max(LEAST, Math.max(reached, counted)) : rate;
        boolean isUsualPeak = peak == NO_LIMIT || tried >= NEAR * peak;
        // A storm says little about what the store takes afterwards, so the peak is forgotten slowly.
        peak = peak == NO_LIMIT ? tried : Math.max(tried, peak * FORGETTING);
        rate = Math.max(LEAST, isUsualPeak ? tried * 0.9 : Math.max(tried / 2, peak / 16));
        leave = 0;
    }

    private void fill(Instant now) {
        double time = seconds(Duration.between(filledAt.isAfter(restsUntil) ? filledAt : restsUntil, now));
        filledAt = now;
        if (rate == NO_LIMIT) {
            leave = NO_LIMIT;
        } else if (time > 0) {
            leave = Math.min(rate, leave + rate * time);
            rate = Math.min(ceiling, grown(time, now));
        }
    }

    private double grown(double time, Instant now) {
        if (rate < NEAR * peak) {
            return Math.min(NEAR * peak, rate * Math.pow(2, time));
        }
        double calm = Math.min(20, seconds(Duration.between(refusedAt, now)));
        return rate * Math.pow(1 + 0.005 * Math.pow(1.5, calm), Math.min(1, time));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
