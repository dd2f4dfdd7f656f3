package dev.medialifecycle.internal.sweep;

import dev.medialifecycle.internal.effect.EffectRunner;
import dev.medialifecycle.sweep.BackgroundPlan;
import dev.medialifecycle.sweep.CyclePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Who does what in the background. */
public final class Crews {
    private static final int ENTRIES_A_PASS = 10_000;

    /** How often a node looks whether a cycle is due, so that it takes over soon after another one was killed. */
    private static final Duration LOOK = Duration.ofMinutes(1);

    private Crews() {}

    /** Two threads for effects, so that a long download does not hold up everything else, and one for cycles if there are any. */
    public static List<Crew> of(BackgroundPlan plan, EffectRunner runner, Cycle cycle) {
        List<Crew> crews = new ArrayList<>();
        crews.add(new Crew("cleanup", 2, plan.runEvery(), goesOn -> runner.run(ENTRIES_A_PASS, goesOn)));
        CyclePlan sweeping = plan.cycle();
        if (sweeping != null) {
            Duration interval = plan.cycleEvery();
            Duration look = interval.compareTo(LOOK) < 0 ? interval : LOOK;
            crews.add(new Crew("sweep", 1, look, goesOn -> cycle.runIfDue(sweeping, interval, goesOn)));
        }
        return crews;
    }
}
