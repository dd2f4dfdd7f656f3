package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who closed an asset, and whether somebody took it over: nobody else may open it again, because a delete may be under way. */
final class Closers {
    private record Closer(String node, long beganAt) {}

    private final Invariants invariants;
    private final Map<AssetId, Closer> closers = new HashMap<>();

    Closers(Invariants invariants) {
        this.invariants = invariants;
    }

    void changed(@Nullable Asset before, Asset now, SimulatedNode by) {
        boolean wasClosed = before != null && before.state() == AssetState.DELETING;
        Closer closer = new Closer(by.name(), by.beganAt());
        if (now.state() == AssetState.DELETING) {
            if (wasClosed) {
                closers.remove(now.id());
            } else {
                closers.put(now.id(), closer);
            }
        } else if (wasClosed && now.state() == AssetState.QUARANTINED) {
            invariants.require(
                    closer.equals(closers.remove(now.id())), () -> "opened again by whom did not close it: " + now);
        }
    }

    void forget() {
        closers.clear();
    }
}
