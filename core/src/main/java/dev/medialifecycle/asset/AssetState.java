package dev.medialifecycle.asset;

/** Where an asset is in its life. */
public enum AssetState {
    /** Recorded before the bytes go out; whether they arrived is not known yet. */
    PENDING,
    /** Stored and in use. */
    ACTIVE,
    /** Out of use, still recoverable by {@code restore} or by a reference that appears. */
    QUARANTINED,
    /** Being deleted: closed to every new use, whatever becomes of the delete. */
    DELETING,
    /** The bytes are gone; the row stays a while so that the key is never reused. */
    DELETED
}
