package dev.medialifecycle.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work in several threads that never waits for a thread. */
@Timeout(60)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CrewTest {
    @Test
    void works_in_as_many_threads_as_it_is_told_and_no_more() throws Exception {
        CyclicBarrier all = new CyclicBarrier(4);
        AtomicInteger busy = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (Crew crew = new Crew("test", 4, null)) {
            crew.each(numbers(40), number -> {
                most.accumulateAndGet(busy.incrementAndGet(), Math::max);
                meet(all);
                busy.decrementAndGet();
            });
        }
        assertThat(most.get()).isEqualTo(4);
    }

    @Test
    void does_each_piece_once_and_returns_when_all_are_done() {
        List<Integer> done = Collections.synchronizedList(new ArrayList<>());
        try (Crew crew = new Crew("test", 8, null)) {
            crew.each(numbers(1_000), done::add);
        }
        assertThat(done).containsExactlyInAnyOrderElementsOf(numbers(1_000));
    }

    @Test
    void does_one_piece_in_the_thread_that_calls() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (Crew crew = new Crew("test", 8, null)) {
            crew.each(numbers(1), number -> threads.add(Thread.currentThread()));
        }
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void keeps_no_process_alive_and_names_its_threads() throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CyclicBarrier both = new CyclicBarrier(2);
        try (Crew crew = new Crew("store-delete", 2, null)) {
            crew.each(numbers(2), number -> {
                threads.add(Thread.currentThread());
                meet(both);
            });
        }
        threads.remove(Thread.currentThread());
        assertThat(threads)
                .hasSize(1)
                .allMatch(Thread::isDaemon)
                .allMatch(thread -> thread.getName().startsWith("store-delete-"));
    }

    @Test
    void does_all_alone_on_the_only_thread_of_the_executor_that_should_help() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        List<Integer> done = Collections.synchronizedList(new ArrayList<>());
        try (Crew crew = new Crew("test", 8, one)) {
            Future<?> call = one.submit(() -> crew.each(numbers(100), done::add));
            call.get(30, TimeUnit.SECONDS);
        } finally {
            one.shutdownNow();
        }
        assertThat(done).hasSize(100);
    }

    @Test
    void does_all_alone_where_the_executor_takes_no_work() {
        List<Integer> done = new ArrayList<>();
        try (Crew crew = new Crew("test", 8, command -> {
            throw new RejectedExecutionException("closed");
        })) {
            crew.each(numbers(100), done::add);
        }
        assertThat(done).hasSize(100);
    }

    @Test
    void leaves_the_executor_of_others_open() {
        ExecutorService theirs = Executors.newCachedThreadPool();
        new Crew("test", 8, theirs).close();

        assertThat(theirs.isShutdown()).isFalse();
        theirs.shutdownNow();
    }

    @Test
    void returns_early_to_a_caller_who_is_interrupted_and_leaves_the_mark() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CyclicBarrier both = new CyclicBarrier(2);
        Thread caller = Thread.currentThread();
        try (Crew crew = new Crew("test", 2, null)) {
            crew.each(numbers(2), number -> {
                meet(both);
                if (Thread.currentThread() == caller) {
                    caller.interrupt();
                } else {
                    await(end);
                }
            });
            assertThat(Thread.interrupted()).as("the mark of the interruption").isTrue();
        } finally {
            end.countDown();
        }
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
