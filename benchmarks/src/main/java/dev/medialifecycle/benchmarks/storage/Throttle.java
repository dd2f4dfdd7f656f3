package dev.medialifecycle.benchmarks.storage;

import java.util.function.LongSupplier;

/** So many keys a second, of which one second's worth may be saved up; full at the beginning. Thread-safe. */
final class Throttle {
    private final double keysPerSecond;
    private final LongSupplier nanos;
    private double saved;
    private long filledAt;

    /** No limit if {@code keysPerSecond} is 0. */
    Throttle(int keysPerSecond, LongSupplier nanos) {
        this.keysPerSecond = keysPerSecond;
        this.nanos = nanos;
        this.saved = keysPerSecond;
        this.filledAt = nanos.getAsLong();
    }

    /** Whether there is a limit. */
    boolean isLimited() {
        return keysPerSecond > 0;
    }

    /** Uses capacity for all of these keys, or for none. */
    synchronized boolean takes(int keys) {
        return !isLimited() || (upTo(keys, keys) == keys);
    }

    /** Uses capacity for as many of these keys as there is. */
    synchronized int taken(int keys) {
        return isLimited() ? upTo(keys, 1) : keys;
    }

    private int upTo(int keys, int least) {
        long now = nanos.getAsLong();
        saved = Math.min(keysPerSecond, saved + keysPerSecond * (now - filledAt) / 1e9);
        filledAt = now;
        int taken = (int) Math.min(keys, saved);
        if (taken < least) {
            return 0;
        }
        saved -= taken;
        return taken;
    }
}
