package dev.medialifecycle.benchmarks.outbox;

import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorKind;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * A store that deletes so many keys a second and answers 503 to a request that asks for more. During its storm it either has a
 * tenth of that capacity, or refuses nine of ten requests whatever their size.
 */
public final class ThrottledStore {
    private static final double REFUSED = 0.9;

    private final double keysPerSecond;
    private final boolean isByChance;
    private final LongSupplier nanos;
    private final Random chance;
    private final Tally tally = new Tally();
    private final long begin;
    private double tokens;
    private long filledAt;
    private boolean isStorm;

    /** {@code nanos} is the time it lives in; {@code seed} decides which requests a storm by chance refuses. */
    public ThrottledStore(int keysPerSecond, boolean isByChance, LongSupplier nanos, long seed) {
        this.keysPerSecond = keysPerSecond;
        this.isByChance = isByChance;
        this.nanos = nanos;
        this.chance = new Random(seed);
        this.begin = nanos.getAsLong();
        this.tokens = Math.max(keysPerSecond, 2_000);
        this.filledAt = begin;
    }

    /** From now on it refuses most of what it is asked. */
    public synchronized void storm() {
        fill();
        isStorm = true;
    }

    /** From now on it is healthy. */
    public synchronized void calm() {
        fill();
        isStorm = false;
    }

    /** What came in and what was done, second by second. */
    public Tally tally() {
        return tally;
    }

    /** One answer for each blob, all alike, as a store answers a request. */
    public synchronized List<Deletion> answer(List<StoredBlob> asked) {
        fill();
        boolean isRefused = tokens < asked.size() || (isStorm && isByChance && chance.nextDouble() < REFUSED);
        int second = (int) ((nanos.getAsLong() - begin) / 1_000_000_000L);
        tally.add(second, asked.size(), isRefused);
        if (isRefused) {
            return asked.stream()
                    .map(blob -> Deletion.failed(blob.location(), ErrorKind.THROTTLED, "503 Slow Down"))
                    .toList();
        }
        tokens -= asked.size();
        return asked.stream().map(blob -> Deletion.deleted(blob.location())).toList();
    }

    private void fill() {
        long now = nanos.getAsLong();
        double rate = isStorm && !isByChance ? keysPerSecond / 10 : keysPerSecond;
        // A second's worth may be saved up, and at least two full requests fit in, or each would have to come at its
        // instant.
        double most = Math.max(keysPerSecond, 2_000);
        tokens = Math.min(most, tokens + rate * (now - filledAt) / 1e9);
        filledAt = now;
    }
}
