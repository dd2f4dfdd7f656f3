package dev.medialifecycle.benchmarks.storage;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** What a store was asked and what it did, and how many requests were under way at once. Thread-safe. */
public final class Meter {
    private final LongSupplier nanos;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong refusedKeys = new AtomicLong();
    private final AtomicLong busyNanos = new AtomicLong();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();

    Meter(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** All requests. */
    public long requests() {
        return requests.get();
    }

    /** Keys for which there was no capacity, each time they were asked for. */
    public long refusedKeys() {
        return refusedKeys.get();
    }

    /** The most requests that were under way at one moment. */
    public int mostUnderWay() {
        return mostUnderWay.get();
    }

    /** How many were under way on average in a span of time. */
    public double underWay(long spanNanos) {
        return (double) busyNanos.get() / spanNanos;
    }

    /** How many connections were opened. */
    public int connections() {
        return connections.get();
    }

    void connected() {
        connections.incrementAndGet();
    }

    long begins() {
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        return nanos.getAsLong();
    }

    void ends(long begun) {
        underWay.decrementAndGet();
        busyNanos.addAndGet(nanos.getAsLong() - begun);
    }

    void request(int refused) {
        requests.incrementAndGet();
        refusedKeys.addAndGet(refused);
    }
}
