package dev.medialifecycle.s3;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does several pieces of work at once. The calling thread does its share and, where no other thread is free, all of it: so
 * nothing ever waits for a thread, even if the caller runs on the very threads that should help.
 */
final class Crew implements AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    private final int size;
    private final Executor helpers;
    private final @Nullable ExecutorService own;

    /** So many threads at most for one caller, itself counted; other than the executor's own if there is one. */
    Crew(String name, int size, @Nullable Executor executor) {
        this.size = size;
        if (executor == null) {
            ExecutorService threads = threads(name, size);
            this.own = threads;
            this.helpers = threads;
        } else {
            this.own = null;
            this.helpers = executor;
        }
    }

    /** Does the work for each piece; returns when all are done, or early if the caller is interrupted. */
    <T> void each(List<T> pieces, Consumer<T> work) {
        AtomicInteger next = new AtomicInteger();
        CountDownLatch open = new CountDownLatch(pieces.size());
        Runnable shift = () -> {
            for (int at = next.getAndIncrement(); at < pieces.size(); at = next.getAndIncrement()) {
                try {
                    work.accept(pieces.get(at));
                } finally {
                    open.countDown();
                }
            }
        };
        callHelpers(Math.min(size, pieces.size()) - 1, shift);
        shift.run();
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets no more work begin; what is under way is finished. */
    @Override
    public void close() {
        if (own != null) {
            own.shutdown();
        }
    }

    private void callHelpers(int count, Runnable shift) {
        try {
            for (int helper = 0; helper < count; helper++) {
                helpers.execute(shift);
            }
        } catch (RejectedExecutionException e) {
            // Then the caller does the rest alone.
        }
    }

    private static ExecutorService threads(String name, int size) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), shift -> {
                    Thread thread = new Thread(shift, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
