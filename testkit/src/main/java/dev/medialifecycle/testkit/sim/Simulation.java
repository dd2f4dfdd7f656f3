package dev.medialifecycle.testkit.sim;

import java.util.List;

/**
 * One life of the real library in a simulated world: a few nodes over one database and one store, with clocks that disagree,
 * requests and answers that get lost or late, commits that fail, processes that are killed or held up anywhere, and a host whose
 * users come and go. After every step nothing that the host needs may be lost; once faults cease, no orphan may stay. The seed
 * decides everything, so that the same seed is the same life.
 */
public record Simulation(long seed, int nodes, int steps) {
    private static final int LINES_TO_SHOW = 120;

    /** Refuses a world without nodes. */
    public Simulation {
        if (nodes < 1 || steps < 0) {
            throw new IllegalArgumentException("A simulation needs a node at least and no negative number of steps");
        }
    }

    /** Three nodes and 80 steps. */
    public static Simulation of(long seed) {
        return new Simulation(seed, 3, 80);
    }

    /** Lives it to the end; what must not happen is thrown as an error that says what, after what, and how to see it again. */
    public Simulated run() {
        SimulatedWorld world = new SimulatedWorld(seed, nodes);
        int step = 0;
        try {
            for (; step < steps; step++) {
                world.step();
            }
            world.heal();
        } catch (InvariantBroken | RuntimeException e) {
            throw new AssertionError(report(world.history().lines(), step, e), e);
        }
        return new Simulated(
                seed,
                world.history().lines(),
                (int) world.database().now().number(),
                world.invariants().deletes());
    }

    private String report(List<String> lines, int step, Throwable broken) {
        int from = Math.max(0, lines.size() - LINES_TO_SHOW);
        return "Seed " + seed + ", step " + step + " of " + steps + ": " + broken.getMessage() + "\n"
                + "Repeat with: mvn -B -pl core,webhook-verifier,testkit -am test -Dtest=SimulationTest"
                + " -Dmedialifecycle.seed=" + seed + "\n"
                + "The last " + (lines.size() - from) + " of " + lines.size() + " lines of what happened:\n"
                + String.join("\n", lines.subList(from, lines.size()));
    }
}
