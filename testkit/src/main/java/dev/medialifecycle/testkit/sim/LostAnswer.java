package dev.medialifecycle.testkit.sim;

/** When the answer to a commit is lost. */
enum LostAnswer {
    /** It arrives. */
    NEVER,
    /** The commit did not happen, and nobody says so. */
    BEFORE,
    /** The commit happened, and nobody says so. */
    AFTER
}
