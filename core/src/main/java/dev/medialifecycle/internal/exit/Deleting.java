package dev.medialifecycle.internal.exit;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.asset.LeaveCause;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.ErrorKind.Retry;
import dev.medialifecycle.internal.effect.EffectHandler;
import dev.medialifecycle.internal.effect.Handled;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.repository.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The second half of the road out: closed to new use, asked about once more, then deleted. */
public final class Deleting implements EffectHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Deleting.class);
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);
    private static final Set<AssetState> LEAVING = Set.of(AssetState.QUARANTINED, AssetState.DELETING);

    private final State state;
    private final Announcer announcer;
    private final Providers providers;
    private final ReferenceDesk references;
    private final Pause pause;
    private final LeaveRules rules;
    private final BlobEraser eraser;

    /** Wired once. */
    public Deleting(Ground ground, ReferenceDesk references, Pause pause, LeaveRules rules, BlobEraser eraser) {
        this.state = ground.state();
        this.announcer = ground.announcer();
        this.providers = ground.providers();
        this.references = references;
        this.pause = pause;
        this.rules = rules;
        this.eraser = eraser;
    }

    @Override
    public int atOnce() {
        return BlobEraser.AT_ONCE;
    }

    @Override
    public Map<Effect, Handled> handle(List<Effect> effects) {
        Map<Effect, Handled> handled = new HashMap<>();
        Map<Effect, Asset> closed = new LinkedHashMap<>();
        for (Effect effect : effects) {
            // One short transaction each, so that a conflict over one asset never holds up another.
            Closing closing = state.own(tx -> close(tx, (Effect.DeleteBlob) effect));
            if (closing instanceof Closing.Closed now) {
                closed.put(effect, now.asset());
            } else if (closing instanceof Closing.Not not) {
                handled.put(effect, not.why());
            }
        }
        if (!closed.isEmpty()) {
            decide(closed, handled);
        }
        return handled;
    }

    /** Whether an asset is closed to new use now. */
    private sealed interface Closing {
        record Closed(Asset asset) implements Closing {}

        record Not(Handled why) implements Closing {}
    }

    private Closing close(Transaction tx, Effect.DeleteBlob effect) {
        Optional<Asset> found = tx.assets().find(effect.asset());
        if (found.isEmpty() || !LEAVING.contains(found.get().state())) {
            return new Closing.Not(new Handled.Done());
        }
        Asset asset = found.get();
        if (pause.reason(tx).isPresent()) {
            return new Closing.Not(new Handled.Later(state.now().plus(ASK_AGAIN), "deletion is paused"));
        }
        if (asset.state() == AssetState.DELETING) {
            return new Closing.Closed(asset);
        }
        Instant end = rules.quarantineEnd(asset);
        if (state.now().isBefore(end)) {
            return new Closing.Not(new Handled.Later(end, "in quarantine"));
        }
        return new Closing.Closed(tx.assets().update(moved(asset, AssetState.DELETING, asset.changedAt())));
    }

    private void decide(Map<Effect, Asset> closed, Map<Effect, Handled> handled) {
        Answer answer = references.ask(
                closed.values().stream().map(providers::candidate).toList());
        if (answer instanceof Answer.Unknown unknown) {
            String why = unknown.code() + " " + unknown.why();
            closed.forEach((effect, asset) -> {
                reopen(asset, AssetState.QUARANTINED);
                handled.put(effect, new Handled.Failed(ErrorKind.UNAVAILABLE, why));
            });
            return;
        }
        Map<BlobLocation, String> usedBy = ((Answer.Known) answer).usedBy();
        Map<Effect, Asset> unused = new LinkedHashMap<>(closed);
        closed.forEach((effect, asset) -> {
            String source = usedBy.get(asset.location());
            if (source != null) {
                unused.remove(effect);
                handled.put(effect, rescue(asset, source));
            }
        });
        Map<BlobLocation, Deletion> verdicts = eraser.delete(unused.values());
        unused.forEach((effect, asset) -> handled.put(effect, settle(asset, verdictOn(asset, verdicts))));
    }

    private static Deletion verdictOn(Asset asset, Map<BlobLocation, Deletion> verdicts) {
        return verdicts.getOrDefault(
                asset.location(), Deletion.failed(asset.location(), ErrorKind.OUTCOME_UNKNOWN, "no verdict"));
    }

    private Handled rescue(Asset asset, String usedBy) {
        Asset back = reopen(asset, AssetState.ACTIVE);
        announcer.tell(new MediaEvent.LeaveVetoed(asset.id(), usedBy));
        announcer.tell(new MediaEvent.AssetRestored(back));
        return new Handled.Kept("referenced again by " + usedBy);
    }

    private Asset reopen(Asset asset, AssetState to) {
        return state.own(tx -> {
            Asset now = tx.assets().find(asset.id()).orElse(asset);
            if (now.state() != AssetState.DELETING) {
                return now;
            }
            return tx.assets()
                    .update(
                            to == AssetState.ACTIVE
                                    ? now.active(now.handle(), state.now())
                                    : moved(now, to, now.changedAt()));
        });
    }

    private Handled settle(Asset asset, Deletion deletion) {
        if (deletion.verdict().isSuccess()) {
            state.own(tx -> tx.assets().find(asset.id()).map(now -> deleted(tx, now, deletion)));
            LOG.info("Deleted {} ({})", asset.location(), deletion.verdict());
            return new Handled.Done();
        }
        ErrorKind kind = deletion.failure() == null ? ErrorKind.DENIED : deletion.failure();
        boolean hopeless = kind.retry() == Retry.NEVER;
        if (hopeless) {
            reopen(asset, AssetState.QUARANTINED);
        }
        ErrorCode code = hopeless ? ErrorCode.DELETE_DENIED : ErrorCode.DELETE_FAILED;
        announcer.tell(new MediaEvent.DeletionFailed(asset, deletion, hopeless));
        return new Handled.Failed(
                kind, code + " " + asset.location() + " " + deletion.verdict() + ": " + deletion.reason());
    }

    private Asset deleted(Transaction tx, Asset now, Deletion deletion) {
        if (now.state() == AssetState.DELETED) {
            return now;
        }
        LeaveCause cause = now.cause() == null ? LeaveCause.RELEASED : now.cause();
        Asset gone = tx.assets().update(now.leaving(AssetState.DELETED, cause, state.now()));
        announcer.after(tx, new MediaEvent.AssetDeleted(gone, deletion.verdict()));
        return gone;
    }

    /** Keeps the time at which quarantine began, from which its end is reckoned. */
    private static Asset moved(Asset asset, AssetState to, Instant quarantinedAt) {
        LeaveCause cause = asset.cause() == null ? LeaveCause.RELEASED : asset.cause();
        return asset.leaving(to, cause, quarantinedAt);
    }
}
