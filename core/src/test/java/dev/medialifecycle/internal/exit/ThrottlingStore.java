package dev.medialifecycle.internal.exit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.function.DoublePredicate;

/**
 * A store with a fixed capacity in blobs a second, several workers before it and a pacer between them, in steps of ten
 * milliseconds of a time that only the simulation moves. A batch that comes too early is refused whole.
 */
final class ThrottlingStore {
    private static final Duration STEP = Duration.ofMillis(10);
    private static final int STEPS_OF_A_REQUEST = 3;

    private final double capacity;
    private final int workers;
    private final int batch;
    private final Pacer pacer;
    private final Random random = new Random(7);
    private final Deque<Request> underWay = new ArrayDeque<>();
    private DoublePredicate refusesAnyway = chance -> false;
    private Instant now = Instant.EPOCH;
    private long step;
    private double room;

    long requests;
    long refused;
    long deleted;

    private record Request(int blobs, long answeredAt) {}

    ThrottlingStore(double capacity, int workers, int batch) {
        this.capacity = capacity;
        this.workers = workers;
        this.batch = batch;
        this.room = capacity;
        this.pacer = new Pacer(() -> now, null);
    }

    /** Refuses so large a part of all requests, whatever its capacity. */
    void storm(double share) {
        refusesAnyway = chance -> chance < share;
    }

    void calm() {
        refusesAnyway = chance -> false;
    }

    /** Works on for a while, and answers how many blobs were deleted in it. */
    long run(Duration time) {
        long before = deleted;
        for (Instant end = now.plus(time); now.isBefore(end); now = now.plus(STEP)) {
            room = Math.min(capacity, room + capacity * STEP.toNanos() / 1e9);
            while (!underWay.isEmpty() && underWay.peek().answeredAt() <= step) {
                answer(underWay.remove());
            }
            while (underWay.size() < workers) {
                int taken = pacer.take(batch);
                if (taken == 0) {
                    break;
                }
                underWay.add(new Request(taken, step + STEPS_OF_A_REQUEST));
            }
            step++;
        }
        return deleted - before;
    }

    private void answer(Request request) {
        requests++;
        if (room < request.blobs() || refusesAnyway.test(random.nextDouble())) {
            refused++;
            pacer.refused(null);
            return;
        }
        room -= request.blobs();
        deleted += request.blobs();
        pacer.took(request.blobs());
    }
}
