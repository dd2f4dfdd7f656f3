package dev.medialifecycle.testkit.sim;

/** Unwinds everything that a process had under way; an error, because nothing in a process survives its end. */
final class ProcessKilled extends Error {
    private static final long serialVersionUID = 1L;

    ProcessKilled(String node) {
        super(node + " was killed", null, false, false);
    }
}
