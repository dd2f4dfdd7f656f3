package dev.medialifecycle.imagekit;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * Keeps all threads together below the account's limits: so many requests in any minute, a tenth of them at once, fewer of them
 * writing; and none at all for as long as the service said. Whoever would have to wait for too long is told so instead.
 */
final class RequestGate {
    /** The fewest requests a minute that a gate can be made for. */
    static final int FEWEST = 10;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TimeMeter time;
    private final BlockingStrategy waiting;
    private final long longestWait;
    private final Bucket requests;
    private final Bucket writes;
    private boolean isHeld;
    private long heldUntil;

    RequestGate(
            int requestsAMinute, int writesAMinute, Duration longestWait, TimeMeter time, BlockingStrategy waiting) {
        this.time = time;
        this.waiting = waiting;
        this.longestWait = longestWait.toNanos();
        this.requests = bucket(requestsAMinute);
        this.writes = bucket(writesAMinute);
    }

    /** Full at first: what it holds and what a minute adds come to no more than what is allowed in any minute. */
    private Bucket bucket(int aMinute) {
        int atOnce = aMinute / 10;
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(atOnce).refillGreedy(aMinute - atOnce, MINUTE))
                .build();
    }

    /** Blocks until a request that changes nothing may be sent. */
    void passToRead(String subject) {
        pass(subject, requests);
    }

    /** Blocks until a request that changes something may be sent. */
    void passToWrite(String subject) {
        pass(subject, writes, requests);
    }

    /** Lets nobody pass for so long. */
    synchronized void hold(Duration pause) {
        long until = time.currentTimeNanos() + pause.toNanos();
        if (!isHeld || until - heldUntil > 0) {
            isHeld = true;
            heldUntil = until;
        }
    }

    private void pass(String subject, Bucket... buckets) {
        long deadline = time.currentTimeNanos() + longestWait;
        try {
            waitForHold(subject, deadline);
            for (Bucket bucket : buckets) {
                take(bucket, subject, deadline);
            }
            // Somebody else may have been refused in the meantime.
            waitForHold(subject, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MediaLifecycleException(
                    ErrorCode.STORAGE_UNAVAILABLE,
                    ErrorKind.UNAVAILABLE,
                    "Interrupted while waiting to ask ImageKit about " + subject + ". Next: nothing; it was not asked",
                    e);
        }
    }

    private void take(Bucket bucket, String subject, long deadline) throws InterruptedException {
        long left = deadline - time.currentTimeNanos();
        boolean isTaken = left > 0 ? bucket.asBlocking().tryConsume(1, left, waiting) : bucket.tryConsume(1);
        if (!isTaken) {
            throw ApiFailure.throttled(
                    subject, Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill()));
        }
    }

    private void waitForHold(String subject, long deadline) throws InterruptedException {
        for (long left = held(); left > 0; left = held()) {
            if (left > deadline - time.currentTimeNanos()) {
                throw ApiFailure.throttled(subject, Duration.ofNanos(left));
            }
            waiting.park(left);
        }
    }

    private synchronized long held() {
        long left = isHeld ? heldUntil - time.currentTimeNanos() : 0;
        if (left <= 0) {
            isHeld = false;
        }
        return left;
    }
}
