package dev.medialifecycle.internal.effect;

import dev.medialifecycle.outbox.Lane;

/** How many effects of a lane may begin now; shared by all workers of this process, and thread-safe. */
public interface Gate {
    /** Takes leave to begin at most {@code wanted}; 0 means not now. */
    int take(Lane lane, int wanted);

    /** Returns leave that was not used. */
    void giveBack(Lane lane, int unused);
}
