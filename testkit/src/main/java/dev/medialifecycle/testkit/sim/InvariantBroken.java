package dev.medialifecycle.testkit.sim;

/** Something happened that must never happen; an error, so that no pass loop takes it for a failed effect. */
final class InvariantBroken extends AssertionError {
    private static final long serialVersionUID = 1L;

    InvariantBroken(String what) {
        super(what);
    }
}
