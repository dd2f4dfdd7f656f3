package dev.medialifecycle.internal.delivery;

import dev.medialifecycle.job.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps senders who prove nothing from having the vendor asked about one job as often as they like. */
final class RecentlyAsked {
    private static final int MOST_JOBS = 1_000;

    private final Duration pause;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<JobId, Instant> asked = new LinkedHashMap<>();

    RecentlyAsked(Duration pause) {
        this.pause = pause;
    }

    /** True, and counted as asked, if the vendor was not asked about this job a moment ago. */
    boolean mayAsk(JobId job, Instant now) {
        lock.lock();
        try {
            Instant last = asked.get(job);
            if (last != null && now.isBefore(last.plus(pause)) && !now.isBefore(last)) {
                return false;
            }
            asked.remove(job);
            asked.put(job, now);
            if (asked.size() > MOST_JOBS) {
                asked.remove(asked.keySet().iterator().next());
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
