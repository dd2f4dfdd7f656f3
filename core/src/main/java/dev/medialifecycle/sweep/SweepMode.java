package dev.medialifecycle.sweep;

/** Whether a scheduled sweep acts on what it finds. */
public enum SweepMode {
    /** Reports only; what a schedule starts with. */
    DRY_RUN,
    /** Quarantines orphans and forgets finished jobs. */
    EXECUTE
}
