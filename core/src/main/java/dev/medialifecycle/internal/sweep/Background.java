package dev.medialifecycle.internal.sweep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few crews of daemon threads until it is closed. */
public final class Background implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final long SECONDS_TO_FINISH = 3;
    private static final long MILLISECONDS_TO_VANISH = 100;

    private final List<Crew> crews;
    private final ThreadFactory threads;
    private final AtomicBoolean isClosing = new AtomicBoolean();
    private final List<ScheduledExecutorService> running = new ArrayList<>();
    private final List<Thread> made = new CopyOnWriteArrayList<>();

    /** Has no thread before {@link #start}; the factory's threads get names, and are daemons whatever it made. */
    public Background(List<Crew> crews, ThreadFactory threads) {
        this.crews = List.copyOf(crews);
        this.threads = threads;
    }

    /** A platform thread. */
    public static Thread thread(Runnable work) {
        return new Thread(work);
    }

    /** The same crews once more, not started. */
    public Background again() {
        return new Background(crews, threads);
    }

    /** Begins at once; called once. */
    public synchronized void start() {
        for (Crew crew : crews) {
            ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(crew.threads(), named(crew.name()));
            executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            running.add(executor);
            for (int thread = 0; thread < crew.threads(); thread++) {
                executor.execute(new Pass(crew, executor));
            }
        }
    }

    /**
     * Lets what is under way come to its next stopping place, and interrupts it only if that takes seconds: an interrupt in the
     * middle of a database's file can break it for the whole process. Whatever is not done is still in the outbox.
     */
    @Override
    public synchronized void close() {
        isClosing.set(true);
        running.forEach(ScheduledExecutorService::shutdown);
        long end = TimeUnit.SECONDS.toNanos(SECONDS_TO_FINISH);
        boolean isQuiet = true;
        try {
            for (ScheduledExecutorService executor : running) {
                isQuiet &= executor.awaitTermination(end, TimeUnit.NANOSECONDS);
                end = isQuiet ? end : 0;
            }
            if (!isQuiet) {
                LOG.warn(
                        "Background work did not end in {} s; it is interrupted and goes on at the next start",
                        SECONDS_TO_FINISH);
                for (ScheduledExecutorService executor : running) {
                    executor.shutdownNow();
                    isQuiet = executor.awaitTermination(1, TimeUnit.SECONDS);
                }
            }
            seeOff();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An executor is terminated a moment before its threads are gone. */
    private void seeOff() throws InterruptedException {
        for (Thread thread : made) {
            if (thread != Thread.currentThread()) {
                thread.join(MILLISECONDS_TO_VANISH);
            }
        }
    }

    private ThreadFactory named(String crew) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = threads.newThread(work);
            thread.setName("media-" + crew + "-" + number.incrementAndGet());
            if (!thread.isDaemon()) {
                thread.setDaemon(true);
            }
            made.add(thread);
            return thread;
        };
    }

    /** One thread's passes; what one of them throws is never the end of the next. */
    private final class Pass implements Runnable {
        private final Crew crew;
        private final ScheduledExecutorService executor;
        private int failedInARow;

        Pass(Crew crew, ScheduledExecutorService executor) {
            this.crew = crew;
            this.executor = executor;
        }

        @Override
        public void run() {
            Duration next = crew.every();
            try {
                next = crew.pass().apply(() -> !isClosing.get());
                failedInARow = 0;
            } catch (Exception | Error e) {
                // The pass loop: whatever is thrown would end this thread's passes for good.
                failedInARow++;
                if (failedInARow == 1) {
                    LOG.error("A background pass of {} failed; the next one comes on time", crew.name(), e);
                } else {
                    LOG.warn("A background pass of {} failed again, {} in a row: {}", crew.name(), failedInARow, e);
                }
            }
            comeAgain(next);
        }

        private void comeAgain(Duration after) {
            try {
                ScheduledFuture<?> unused =
                        executor.schedule(this, Math.max(1, after.toMillis()), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("The background was closed during a pass of {}", crew.name());
            }
        }
    }
}
