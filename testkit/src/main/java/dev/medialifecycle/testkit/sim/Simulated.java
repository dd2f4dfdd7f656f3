package dev.medialifecycle.testkit.sim;

import java.util.List;

/** A life that went well: what happened in it, line by line and the same for the same seed, and how much of it there was. */
public record Simulated(long seed, List<String> trace, int commits, int deletes) {
    /** Copies the list. */
    public Simulated {
        trace = List.copyOf(trace);
    }
}
