package dev.medialifecycle.internal.sweep;

import dev.medialifecycle.internal.effect.EffectRunner;
import dev.medialifecycle.sweep.BackgroundPlan;
import dev.medialifecycle.sweep.CyclePlan;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few daemon threads until it is closed: {@code media-cleanup-…} for effects, two of them so that a long download does not hold
 * up everything else, and {@code media-sweep-1} for cycles.
 */
public final class Background implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final int WORKERS = 2;
    private static final int ENTRIES_A_PASS = 10_000;
    private static final long SECONDS_TO_FINISH = 3;

    /** How often a node looks whether a cycle is due, so that it takes over soon after another one was killed. */
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final BackgroundPlan plan;
    private final EffectRunner runner;
    private final Cycle cycle;
    private final AtomicBoolean isClosing = new AtomicBoolean();
    private final ScheduledExecutorService effects = threads(WORKERS, "media-cleanup-");
    private final ScheduledExecutorService cycles = threads(1, "media-sweep-");

    /** Has no thread before {@link #start}. */
    public Background(BackgroundPlan plan, EffectRunner runner, Cycle cycle) {
        this.plan = plan;
        this.runner = runner;
        this.cycle = cycle;
    }

    /** Begins at once; called once. */
    public void start() {
        for (int worker = 0; worker < WORKERS; worker++) {
            every(plan.runEvery(), effects, () -> runner.run(ENTRIES_A_PASS, () -> !isClosing.get()));
        }
        CyclePlan sweeping = plan.cycle();
        if (sweeping != null) {
            Duration look = plan.cycleEvery().compareTo(LOOK) < 0 ? plan.cycleEvery() : LOOK;
            every(look, cycles, () -> cycle.runIfDue(sweeping, plan.cycleEvery(), () -> !isClosing.get()));
        }
    }

    /**
     * Lets what is under way come to its next stopping place, and interrupts it only if that takes seconds: an interrupt in the
     * middle of a database's file can break it for the whole process. Whatever is not done is still in the outbox.
     */
    @Override
    public void close() {
        isClosing.set(true);
        effects.shutdown();
        cycles.shutdown();
        try {
            boolean isQuiet = effects.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS)
                    && cycles.awaitTermination(1, TimeUnit.SECONDS);
            if (!isQuiet) {
                LOG.warn(
                        "Background work did not end in {} s; it is interrupted and goes on at the next start",
                        SECONDS_TO_FINISH);
                effects.shutdownNow();
                cycles.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void every(Duration pause, ScheduledExecutorService on, Runnable work) {
        ScheduledFuture<?> unused =
                on.scheduleWithFixedDelay(() -> guarded(work), 0, Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS);
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (Exception e) {
            // The pass loop: an exception would end the schedule for good.
            LOG.error("A background pass failed; the next one comes on time", e);
        }
    }

    private static ScheduledExecutorService threads(int count, String name) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = work -> {
            Thread thread = new Thread(work, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        return Executors.newScheduledThreadPool(count, factory);
    }
}
