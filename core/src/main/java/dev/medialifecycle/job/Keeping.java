package dev.medialifecycle.job;

/** When outputs are made ours. */
public enum Keeping {
    /** All of them, as soon as the vendor has succeeded; the job ends when they are. */
    AT_ONCE,
    /** Those that somebody asks for; the job ends at once, and the others expire at the vendor. */
    ON_DEMAND
}
