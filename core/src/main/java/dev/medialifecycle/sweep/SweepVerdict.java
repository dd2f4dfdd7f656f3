package dev.medialifecycle.sweep;

/** Why a sweep lets a blob stay or go; every listed blob gets exactly one. */
public enum SweepVerdict {
    /** It has a row that is in use. */
    MANAGED,
    /** It has a row that is on its way out by the ordinary road. */
    LEAVING,
    /** Something of the host's refers to it. */
    REFERENCED,
    /** It is younger than the scope's minimum age, or of unknown age. */
    YOUNG,
    /** A running job uses it. */
    IN_FLIGHT,
    /** Nobody remembers it. */
    ORPHAN
}
