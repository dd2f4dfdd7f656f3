package dev.medialifecycle.internal.exit;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.asset.LeaveCause;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.internal.effect.EffectHandler;
import dev.medialifecycle.internal.effect.Handled;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.retention.Candidate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first half of the road out: what was proposed for leaving is taken out of use, unless something needs it. */
public final class Quarantining implements EffectHandler {
    private static final int CANDIDATES_AT_ONCE = 1_000;
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);
    private static final Duration ASK_TOMORROW = Duration.ofDays(1);

    private final State state;
    private final Announcer announcer;
    private final Providers providers;
    private final ReferenceDesk references;
    private final Pause pause;
    private final LeaveRules rules;

    /** Wired once. */
    public Quarantining(Ground ground, ReferenceDesk references, Pause pause, LeaveRules rules) {
        this.state = ground.state();
        this.announcer = ground.announcer();
        this.providers = ground.providers();
        this.references = references;
        this.pause = pause;
        this.rules = rules;
    }

    @Override
    public int atOnce() {
        return CANDIDATES_AT_ONCE;
    }

    @Override
    public Map<Effect, Handled> handle(List<Effect> effects) {
        Map<Effect, Handled> handled = new HashMap<>();
        Map<Effect.Quarantine, Asset> willing = state.own(tx -> willing(tx, effects, handled));
        if (willing.isEmpty()) {
            return handled;
        }
        if (willing.keySet().stream().anyMatch(effect -> effect.cause() == LeaveCause.AGED)) {
            Optional<Answer.Unknown> shrunk = references.shrunk();
            if (shrunk.isPresent()) {
                willing.keySet().forEach(effect -> handled.put(effect, unknown(shrunk.get())));
                return handled;
            }
            references.accept();
        }
        List<Candidate> candidates =
                willing.values().stream().map(providers::candidate).distinct().toList();
        Answer answer = references.ask(candidates);
        willing.forEach((effect, asset) -> handled.put(effect, decide(effect, asset, answer)));
        return handled;
    }

    private Map<Effect.Quarantine, Asset> willing(Transaction tx, List<Effect> effects, Map<Effect, Handled> handled) {
        Map<Effect.Quarantine, Asset> willing = new LinkedHashMap<>();
        Optional<String> paused = pause.reason(tx);
        for (Effect effect : effects) {
            Effect.Quarantine proposal = (Effect.Quarantine) effect;
            Optional<Asset> asset = tx.assets().find(proposal.asset());
            if (asset.isEmpty() || asset.get().state() != AssetState.ACTIVE) {
                handled.put(effect, new Handled.Done());
            } else if (paused.isPresent()) {
                handled.put(effect, new Handled.Later(state.now().plus(ASK_AGAIN), "deletion is paused"));
            } else {
                Optional<Handled> objection = objection(tx, proposal, asset.get());
                objection.ifPresentOrElse(
                        reason -> handled.put(effect, reason), () -> willing.put(proposal, asset.get()));
            }
        }
        return willing;
    }

    private Optional<Handled> objection(Transaction tx, Effect.Quarantine proposal, Asset asset) {
        if (!tx.jobs().pinned(List.of(asset.id())).isEmpty()) {
            return Optional.of(new Handled.Later(state.now().plus(ASK_AGAIN), "a running job uses it"));
        }
        return rules.objection(tx, proposal.cause(), asset);
    }

    private Handled decide(Effect.Quarantine proposal, Asset asset, Answer answer) {
        if (answer instanceof Answer.Unknown unknown) {
            return unknown(unknown);
        }
        String usedBy = ((Answer.Known) answer).usedBy().get(asset.location());
        if (usedBy == null) {
            return state.own(tx -> quarantine(tx, proposal, asset));
        }
        announcer.tell(new MediaEvent.LeaveVetoed(asset.id(), usedBy));
        return proposal.cause() == LeaveCause.AGED
                ? new Handled.Later(state.now().plus(ASK_TOMORROW), "still referenced by " + usedBy)
                : new Handled.Kept("still referenced by " + usedBy);
    }

    private Handled quarantine(Transaction tx, Effect.Quarantine proposal, Asset asked) {
        Optional<Asset> found = tx.assets().find(asked.id());
        if (found.isEmpty() || found.get().version() != asked.version()) {
            // It was used, released or restored since the references were asked: ask again.
            return new Handled.Later(state.now(), "it changed while references were asked");
        }
        Asset leaving = tx.assets().update(found.get().leaving(AssetState.QUARANTINED, proposal.cause(), state.now()));
        state.add(tx, new Effect.DeleteBlob(leaving.id()), rules.quarantineEnd(leaving));
        for (AssetId derived : derivedFrom(tx, leaving.id())) {
            state.add(tx, new Effect.Quarantine(derived, LeaveCause.ORIGINAL_LEFT), state.now());
        }
        announcer.after(tx, new MediaEvent.AssetQuarantined(leaving));
        return new Handled.Done();
    }

    private static List<AssetId> derivedFrom(Transaction tx, AssetId original) {
        List<AssetId> ids = new ArrayList<>();
        tx.assets().derivedFrom(original).forEach(asset -> ids.add(asset.id()));
        return ids;
    }

    private static Handled unknown(Answer.Unknown unknown) {
        return new Handled.Failed(ErrorKind.UNAVAILABLE, unknown.code() + " " + unknown.why());
    }
}
