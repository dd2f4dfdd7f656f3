package dev.medialifecycle.internal.sweep;

import dev.medialifecycle.internal.effect.EffectRunner;
import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.sweep.BackgroundPlan;
import dev.medialifecycle.sweep.CyclePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Who does what in the background. */
public final class Crews {
    private static final int ENTRIES_A_PASS = 10_000;

    /** How often a node looks whether a cycle is due, so that it takes over soon after another one was killed. */
    private static final Duration LOOK = Duration.ofMinutes(1);

    /** A provider that is asked to delete no more than so many blobs a second has room for a tenth of them after a tenth of it. */
    private static final Duration HELD_BACK = Duration.ofMillis(100);

    private static final Set<Lane> APART = Set.of(Lane.PROMPT, Lane.KEEPING);

    private Crews() {}

    /**
     * One thread for what somebody waits for, two for outputs, whose downloads take minutes, two for everything that leaves, and
     * one for cycles if there are any.
     */
    public static List<Crew> of(BackgroundPlan plan, EffectRunner runner, Cycle cycle) {
        List<Crew> crews = new ArrayList<>();
        crews.add(crew("jobs", 1, Lane.PROMPT::equals, plan, runner));
        crews.add(crew("outputs", 2, Lane.KEEPING::equals, plan, runner));
        crews.add(crew("cleanup", 2, lane -> !APART.contains(lane), plan, runner));
        CyclePlan sweeping = plan.cycle();
        if (sweeping != null) {
            Duration interval = plan.cycleEvery();
            Duration look = interval.compareTo(LOOK) < 0 ? interval : LOOK;
            crews.add(new Crew("sweep", 1, look, goesOn -> {
                cycle.runIfDue(sweeping, interval, goesOn);
                return look;
            }));
        }
        return crews;
    }

    private static Crew crew(
            String name, int threads, Predicate<Lane> lanes, BackgroundPlan plan, EffectRunner runner) {
        Duration every = plan.runEvery();
        Duration soon = every.compareTo(HELD_BACK) < 0 ? every : HELD_BACK;
        return new Crew(name, threads, every, goesOn -> switch (runner.run(lanes, ENTRIES_A_PASS, goesOn)
                .rest()) {
            case NOTHING -> every;
            case HELD_BACK -> soon;
            case MORE -> Duration.ZERO;
        });
    }
}
