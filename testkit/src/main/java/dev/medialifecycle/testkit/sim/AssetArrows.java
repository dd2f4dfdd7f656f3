package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.asset.LeaveCause;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ways that an asset may go. */
final class AssetArrows {
    private static final Set<AssetState> BIRTHS =
            EnumSet.of(AssetState.PENDING, AssetState.ACTIVE, AssetState.QUARANTINED);

    private static final Map<AssetState, Set<AssetState>> ARROWS = Map.of(
            AssetState.PENDING,
            EnumSet.of(AssetState.ACTIVE, AssetState.QUARANTINED),
            AssetState.ACTIVE,
            EnumSet.of(AssetState.QUARANTINED),
            AssetState.QUARANTINED,
            EnumSet.of(AssetState.ACTIVE, AssetState.DELETING),
            AssetState.DELETING,
            // Back only by whom the store told that it did nothing, see Closers.
            EnumSet.of(AssetState.DELETED, AssetState.QUARANTINED),
            AssetState.DELETED,
            // A listing showed it again: closed still, and deleted once more.
            EnumSet.of(AssetState.DELETING));

    private AssetArrows() {}

    static boolean allowed(@Nullable Asset from, @Nullable Asset to) {
        if (to == null) {
            return from == null || from.state() == AssetState.DELETED;
        }
        if (from == null) {
            return BIRTHS.contains(to.state());
        }
        return from.state() == to.state()
                || ARROWS.getOrDefault(from.state(), Set.of()).contains(to.state());
    }

    /** How long it must wait before its bytes may go. */
    static Duration quarantine(Asset asset) {
        return asset.cause() == LeaveCause.NEVER_CONFIRMED
                ? Duration.ZERO
                : SimulatedNode.RETENTION.of(asset.role()).quarantine();
    }
}
