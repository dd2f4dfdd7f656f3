package dev.medialifecycle.internal.exit;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.asset.LeaveCause;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Batches;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.repository.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a host says of one asset: no longer needed, or needed after all. */
public final class Releases {
    private final State state;
    private final Announcer announcer;

    /** Wired once. */
    public Releases(Ground ground) {
        this.state = ground.state();
        this.announcer = ground.announcer();
    }

    /** Proposes the assets for leaving, in the host's transaction; nothing more is done before its commit. */
    public void release(Collection<AssetId> ids) {
        Set<AssetId> wanted = new LinkedHashSet<>(ids);
        if (wanted.isEmpty()) {
            return;
        }
        state.joined(tx -> {
            List<Asset> assets = Batches.of(List.copyOf(wanted)).stream()
                    .flatMap(some -> tx.assets().find(some).stream())
                    .toList();
            assets.forEach(asset -> wanted.remove(asset.id()));
            if (!wanted.isEmpty()) {
                throw notFound(wanted.iterator().next());
            }
            propose(tx, assets);
            return assets;
        });
    }

    /** Proposes those that are not leaving already; one statement, however many they are. */
    public void propose(Transaction tx, Collection<Asset> assets) {
        List<OutboxEntry> proposals = new ArrayList<>();
        for (Asset asset : assets) {
            if (asset.state() == AssetState.PENDING || asset.state() == AssetState.ACTIVE) {
                proposals.add(state.entry(new Effect.Quarantine(asset.id(), LeaveCause.RELEASED), state.now()));
                announcer.after(tx, new MediaEvent.LeaveProposed(asset.id(), LeaveCause.RELEASED));
            }
        }
        tx.outbox().add(proposals);
    }

    /** Takes an asset back out of quarantine; {@code ML-AST-002} once its bytes are being deleted. */
    public Asset restore(AssetId id) {
        return state.joined(tx -> {
            Asset asset = tx.assets().find(id).orElseThrow(() -> notFound(id));
            return switch (asset.state()) {
                case ACTIVE -> asset;
                case QUARANTINED -> restored(tx, asset);
                case PENDING, DELETING, DELETED ->
                    throw new MediaLifecycleException(
                            ErrorCode.ASSET_CLOSED,
                            ErrorKind.CONFLICT,
                            "Asset " + id + " cannot be restored: it is " + asset.state());
            };
        });
    }

    /** Back in use, for a reason that the caller has checked. */
    public Asset restored(Transaction tx, Asset quarantined) {
        Asset active = tx.assets().update(quarantined.active(quarantined.handle(), state.now()));
        announcer.after(tx, new MediaEvent.AssetRestored(active));
        return active;
    }

    /** {@code ML-AST-001}. */
    public static MediaLifecycleException notFound(AssetId id) {
        return new MediaLifecycleException(ErrorCode.ASSET_NOT_FOUND, ErrorKind.NOT_FOUND, "There is no asset " + id);
    }
}
