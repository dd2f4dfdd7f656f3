package dev.medialifecycle.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Does one thing in many threads that start at the same moment. */
final class Race {
    private Race() {}

    /** What each runner, numbered from 0, came back with, in the order of their numbers. */
    static <T> List<T> run(int runners, IntFunction<T> course) {
        ExecutorService threads = Executors.newFixedThreadPool(runners);
        try {
            CountDownLatch ready = new CountDownLatch(runners);
            List<Future<T>> started = new ArrayList<>();
            for (int runner = 0; runner < runners; runner++) {
                int number = runner;
                started.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return course.apply(number);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : started) {
                results.add(one.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while racing", e);
        } catch (ExecutionException e) {
            throw new AssertionError("A runner fell: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
