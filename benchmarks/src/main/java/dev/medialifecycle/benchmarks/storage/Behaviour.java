package dev.medialifecycle.benchmarks.storage;

import java.time.Duration;

/**
 * How a {@link LeanS3} answers: each request {@code latency} after its last byte came in, and no more than {@code keysPerSecond}
 * keys written or deleted, where 0 is no limit.
 */
public record Behaviour(Duration latency, int keysPerSecond, Refusal refusal) {
    /** What becomes of a batch for which the store has no capacity left. */
    public enum Refusal {
        /** All of it is refused with 503 SlowDown. */
        WHOLE,
        /** What still fits is done, and each other key is refused with SlowDown inside a 200. */
        BY_KEY
    }

    /** Each answer after so long, and no limit. */
    public static Behaviour after(Duration latency) {
        return new Behaviour(latency, 0, Refusal.WHOLE);
    }

    /** The same with a limit, of which every key of a batch uses one. */
    public Behaviour throttled(int keys, Refusal how) {
        return new Behaviour(latency, keys, how);
    }
}
