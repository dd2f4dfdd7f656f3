package dev.medialifecycle.internal.exit;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.asset.LeaveCause;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.ErrorKind.Retry;
import dev.medialifecycle.internal.effect.EffectHandler;
import dev.medialifecycle.internal.effect.Handled;
import dev.medialifecycle.internal.exit.BlobEraser.Erased;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.repository.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second half of the road out: asked about once more, closed to new use, then deleted. A batch costs three short
 * transactions, however many assets it has: one reads, one checks again and closes, one records what became of the bytes.
 *
 * <p>A worker may be suspended at any point and go on when another has long taken over. So what is closed is never opened again
 * by anybody but the worker that closed it, and by that one only while nobody took over and the store certainly did nothing.
 */
public final class Deleting implements EffectHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Deleting.class);
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);
    private static final Duration ASK_HELD_AGAIN = Duration.ofHours(1);

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

    /** The entry that will delete an asset's bytes, in the lane of its provider. */
    static OutboxEntry entry(State state, Asset leaving, Instant dueAt) {
        return state.entry(new Effect.DeleteBlob(leaving.id()), dueAt)
                .in(Lane.deleting(leaving.location().provider()));
    }

    @Override
    public int atOnce() {
        return BlobEraser.AT_ONCE;
    }

    @Override
    public Map<Effect, Handled> handle(List<Effect> effects) {
        Batch batch = new Batch();
        for (Effect effect : effects) {
            batch.effects.put(((Effect.DeleteBlob) effect).asset(), effect);
        }
        Map<AssetId, Asset> waiting = state.own(tx -> due(tx, batch));
        Map<AssetId, Asset> unused = unused(waiting, batch);
        Map<AssetId, Asset> closed = unused.isEmpty() ? Map.of() : state.own(tx -> close(tx, unused, batch));
        if (!closed.isEmpty()) {
            record(closed, eraser.delete(closed.values()), batch);
        }
        return batch.handled;
    }

    /** What is known so far about the effects of one call. */
    private static final class Batch {
        private final Map<AssetId, Effect> effects = new LinkedHashMap<>();
        private final Map<Effect, Handled> handled = new HashMap<>();
        /** Closed by this very call, at this version. */
        private final Map<AssetId, Long> closedHere = new HashMap<>();

        void put(AssetId asset, Handled how) {
            handled.put(effects.get(asset), how);
        }
    }

    /** Those that are to go now; the others are answered. */
    private Map<AssetId, Asset> due(Transaction tx, Batch batch) {
        Map<AssetId, Asset> found = byId(tx.assets().find(batch.effects.keySet()));
        Pause.View paused = pause.in(tx);
        Map<AssetId, Asset> due = new LinkedHashMap<>();
        for (AssetId id : batch.effects.keySet()) {
            Asset asset = found.get(id);
            if (asset == null || !isLeaving(asset)) {
                batch.put(id, new Handled.Done());
            } else if (paused.reason(asset.cause()).isPresent()) {
                batch.put(id, new Handled.Later(state.now().plus(ASK_AGAIN), "deletion is paused"));
            } else if (asset.state() == AssetState.QUARANTINED && state.now().isBefore(rules.quarantineEnd(asset))) {
                batch.put(id, new Handled.Later(rules.quarantineEnd(asset), "in quarantine"));
            } else {
                due.put(id, asset);
            }
        }
        return due;
    }

    /** Those that nothing refers to; the others are answered. */
    private Map<AssetId, Asset> unused(Map<AssetId, Asset> due, Batch batch) {
        if (due.isEmpty()) {
            return due;
        }
        Answer answer =
                references.ask(due.values().stream().map(providers::candidate).toList());
        if (answer instanceof Answer.Unknown unknown) {
            String why = unknown.code() + " " + unknown.why();
            due.keySet().forEach(id -> batch.put(id, new Handled.Failed(ErrorKind.UNAVAILABLE, why)));
            return Map.of();
        }
        Map<BlobLocation, String> usedBy = ((Answer.Known) answer).usedBy();
        Map<AssetId, Asset> unused = new LinkedHashMap<>(due);
        for (Asset asset : due.values()) {
            String source = usedBy.get(asset.location());
            if (source != null) {
                unused.remove(asset.id());
                batch.put(
                        asset.id(),
                        asset.state() == AssetState.QUARANTINED ? rescue(asset, source) : hold(asset, source));
            }
        }
        return unused;
    }

    /** It must not be opened again, because a delete of it may be under way, nor deleted while it is referred to. */
    private Handled hold(Asset closed, String usedBy) {
        announcer.tell(new MediaEvent.LeaveVetoed(closed.id(), usedBy));
        return new Handled.Later(state.now().plus(ASK_HELD_AGAIN), "closed, and referenced again by " + usedBy);
    }

    private Handled rescue(Asset asset, String usedBy) {
        state.own(tx -> {
            Optional<Asset> now = tx.assets().find(asset.id()).filter(found -> found.version() == asset.version());
            now.ifPresent(found -> {
                Asset back = tx.assets().update(found.active(found.handle(), state.now()));
                announcer.after(tx, new MediaEvent.LeaveVetoed(asset.id(), usedBy));
                announcer.after(tx, new MediaEvent.AssetRestored(back));
            });
            return now;
        });
        return new Handled.Kept("referenced again by " + usedBy);
    }

    /** Checks again and closes to new use, in one step that nothing else can come between. */
    private Map<AssetId, Asset> close(Transaction tx, Map<AssetId, Asset> unused, Batch batch) {
        batch.closedHere.clear();
        Map<AssetId, Asset> found = byId(tx.assets().find(unused.keySet()));
        Set<AssetId> pinned = tx.jobs().pinned(unused.keySet());
        Pause.View paused = pause.in(tx);
        List<Asset> closing = new ArrayList<>();
        unused.forEach((id, asked) -> {
            Asset now = found.get(id);
            if (now == null || now.version() != asked.version()) {
                batch.put(id, new Handled.Later(state.now(), "it changed while references were asked"));
            } else if (paused.reason(now.cause()).isPresent()) {
                batch.put(id, new Handled.Later(state.now().plus(ASK_AGAIN), "deletion is paused"));
            } else if (pinned.contains(id) && now.state() == AssetState.QUARANTINED) {
                batch.put(id, new Handled.Later(state.now().plus(ASK_AGAIN), "a running job uses it"));
            } else {
                closing.add(moved(now, AssetState.DELETING));
            }
        });
        List<Asset> closed = tx.assets().update(closing);
        for (Asset asset : closed) {
            Asset before = found.get(asset.id());
            if (before != null && before.state() == AssetState.QUARANTINED) {
                batch.closedHere.put(asset.id(), asset.version());
            }
        }
        return byId(closed);
    }

    private void record(Map<AssetId, Asset> closed, Map<BlobLocation, Erased> answers, Batch batch) {
        Map<AssetId, Erased> erased = new LinkedHashMap<>();
        closed.forEach((id, asset) -> erased.put(id, answers.getOrDefault(asset.location(), unanswered(asset))));
        state.own(tx -> {
            Map<AssetId, Asset> found = byId(tx.assets().find(closed.keySet()));
            List<Asset> changed = new ArrayList<>();
            erased.forEach((id, one) -> {
                Asset now = found.get(id);
                boolean isGone = one.deletion().verdict().isSuccess();
                (isGone ? deleted(now) : reopened(now, one, batch.closedHere.get(id))).ifPresent(changed::add);
            });
            for (Asset asset : tx.assets().update(changed)) {
                Erased one = erased.get(asset.id());
                if (one != null && asset.state() == AssetState.DELETED) {
                    announcer.after(tx, new MediaEvent.AssetDeleted(asset, one.deletion()));
                }
            }
            return changed;
        });
        closed.forEach((id, asset) -> {
            Erased one = erased.getOrDefault(id, unanswered(asset));
            batch.put(id, answer(asset, one.deletion()));
        });
    }

    private static Erased unanswered(Asset asset) {
        return Erased.doubtful(Deletion.failed(asset.location(), ErrorKind.OUTCOME_UNKNOWN, "no verdict"));
    }

    private Optional<Asset> deleted(@Nullable Asset now) {
        if (now == null || now.state() == AssetState.DELETED) {
            return Optional.empty();
        }
        LeaveCause cause = now.cause() == null ? LeaveCause.RELEASED : now.cause();
        return Optional.of(now.leaving(AssetState.DELETED, cause, state.now()));
    }

    /** Back to quarantine if its bytes are certainly there and nobody else can be deleting them. */
    private static Optional<Asset> reopened(@Nullable Asset now, Erased erased, @Nullable Long closedAt) {
        // A failure is tried again, so it stays closed: a store that failed has not promised that it did nothing.
        boolean isRefused = erased.isAnswered() && erased.deletion().verdict() != Deletion.Verdict.FAILED;
        if (now == null || closedAt == null || now.version() != closedAt || !isRefused) {
            return Optional.empty();
        }
        return Optional.of(moved(now, AssetState.QUARANTINED));
    }

    private Handled answer(Asset asset, Deletion deletion) {
        if (deletion.verdict().isSuccess()) {
            LOG.info("Deleted {} ({}{})", deletion.location(), deletion.verdict(), traces(deletion));
            return new Handled.Done();
        }
        ErrorKind kind = deletion.failure() == null ? ErrorKind.DENIED : deletion.failure();
        boolean isHopeless = kind.retry() == Retry.NEVER;
        announcer.tell(new MediaEvent.DeletionFailed(asset, deletion, isHopeless));
        ErrorCode code = deletion.code() == null ? ErrorCode.DELETE_FAILED : deletion.code();
        String note = code + " " + asset.location() + " " + deletion.verdict() + ": " + deletion.reason();
        return new Handled.Failed(kind, note, deletion.retryAfter());
    }

    private static String traces(Deletion deletion) {
        return deletion.traces().isEmpty() ? "" : ", leaving " + deletion.traces();
    }

    private static boolean isLeaving(Asset asset) {
        return asset.state() == AssetState.QUARANTINED || asset.state() == AssetState.DELETING;
    }

    /** Keeps the time at which quarantine began, from which its end is reckoned. */
    private static Asset moved(Asset asset, AssetState to) {
        LeaveCause cause = asset.cause() == null ? LeaveCause.RELEASED : asset.cause();
        return asset.leaving(to, cause, asset.changedAt());
    }

    private static Map<AssetId, Asset> byId(Collection<Asset> assets) {
        Map<AssetId, Asset> byId = new LinkedHashMap<>();
        assets.forEach(asset -> byId.put(asset.id(), asset));
        return byId;
    }
}
