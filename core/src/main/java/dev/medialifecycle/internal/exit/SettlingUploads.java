package dev.medialifecycle.internal.exit;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.asset.LeaveCause;
import dev.medialifecycle.internal.effect.Handled;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.repository.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An upload that is still PENDING when its time is up was never confirmed: it leaves, whether its bytes arrived or not. */
public final class SettlingUploads {
    private final State state;
    private final Announcer announcer;
    private final Duration confirmWithin;

    /** Wired once; whatever is PENDING has at least so long to be confirmed. */
    public SettlingUploads(Ground ground, Duration confirmWithin) {
        this.state = ground.state();
        this.announcer = ground.announcer();
        this.confirmWithin = confirmWithin;
    }

    /** Sends it out if it is still PENDING and nobody has begun with it anew. */
    public Handled settle(Effect.SettleUpload effect) {
        return state.own(tx -> {
            Optional<Asset> pending =
                    tx.assets().find(effect.asset()).filter(asset -> asset.state() == AssetState.PENDING);
            Optional<Instant> due = pending.map(asset -> asset.changedAt().plus(confirmWithin))
                    .filter(end -> state.now().isBefore(end));
            if (due.isPresent()) {
                return new Handled.Later(due.get(), "it was taken up again");
            }
            pending.ifPresent(asset -> abandon(tx, asset));
            return new Handled.Done();
        });
    }

    /** Sends a PENDING asset down the road out, at once. */
    public void abandon(Transaction tx, Asset pending) {
        Asset leaving =
                tx.assets().update(pending.leaving(AssetState.QUARANTINED, LeaveCause.NEVER_CONFIRMED, state.now()));
        tx.outbox().add(List.of(Deleting.entry(state, leaving, state.now())));
        announcer.after(tx, new MediaEvent.AssetQuarantined(leaving));
    }
}
