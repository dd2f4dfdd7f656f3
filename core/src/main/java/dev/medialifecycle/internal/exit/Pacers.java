package dev.medialifecycle.internal.exit;

import dev.medialifecycle.internal.effect.Gate;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.outbox.Lane;
import java.util.HashMap;
import java.util.Map;

/** One pacer for each provider's lane of deletes; other lanes go as fast as they can. */
public final class Pacers implements Gate {
    private final Map<Lane, Pacer> byLane = new HashMap<>();

    /** For providers by name, with the most blobs that the host wants deleted in a second, where it said so. */
    public Pacers(State state, Iterable<String> providers, Map<String, Integer> blobsASecond) {
        for (String provider : providers) {
            byLane.put(Lane.deleting(provider), new Pacer(state::now, blobsASecond.get(provider)));
        }
    }

    @Override
    public int take(Lane lane, int wanted) {
        Pacer pacer = byLane.get(lane);
        return pacer == null ? wanted : pacer.take(wanted);
    }

    @Override
    public void giveBack(Lane lane, int unused) {
        Pacer pacer = byLane.get(lane);
        if (pacer != null) {
            pacer.giveBack(unused);
        }
    }

    /** The pacer of a provider that was given to the constructor. */
    Pacer of(String provider) {
        Pacer pacer = byLane.get(Lane.deleting(provider));
        if (pacer == null) {
            throw new IllegalArgumentException("No pacer for provider " + provider);
        }
        return pacer;
    }
}
