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

    /** Once taken over, it is nobody's to open. */
    private static final Closer NOBODY = new Closer("nobody", 0);

    private final Invariants invariants;
    private final Map<AssetId, Closer> closers = new HashMap<>();

    Closers(Invariants invariants) {
        this.invariants = invariants;
    }

    void changed(@Nullable Asset before, Asset now, SimulatedNode by) {
        boolean wasClosed = before != null && before.state() == AssetState.DELETING;
        Closer closer = new Closer(by.name(), by.beganAt());
        if (now.state() == AssetState.DELETING) {
            closers.put(now.id(), wasClosed ? NOBODY : closer);
        } else if (wasClosed && now.state() == AssetState.QUARANTINED) {
            Closer last = closers.remove(now.id());
            invariants.require(
                    last == null || last.equals(closer), () -> "opened again by whom did not close it: " + now);
        }
    }

    /** A failover may have undone a closing or a taking over, so that nobody can say who closed what. */
    void forget() {
        closers.clear();
    }
}
