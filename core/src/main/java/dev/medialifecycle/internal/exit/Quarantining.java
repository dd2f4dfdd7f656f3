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
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.retention.Candidate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        if (answer instanceof Answer.Unknown unknown) {
            willing.keySet().forEach(effect -> handled.put(effect, unknown(unknown)));
            return handled;
        }
        Map<Effect.Quarantine, Asset> unused = new LinkedHashMap<>(willing);
        willing.forEach((effect, asset) -> {
            String usedBy = ((Answer.Known) answer).usedBy().get(asset.location());
            if (usedBy != null) {
                unused.remove(effect);
                handled.put(effect, vetoed(effect, usedBy));
            }
        });
        if (!unused.isEmpty()) {
            state.own(tx -> quarantine(tx, unused, handled));
        }
        return handled;
    }

    private Map<Effect.Quarantine, Asset> willing(Transaction tx, List<Effect> effects, Map<Effect, Handled> handled) {
        handled.clear();
        List<Effect.Quarantine> proposals =
                effects.stream().map(Effect.Quarantine.class::cast).toList();
        Map<AssetId, Asset> assets = found(tx, proposals);
        Set<AssetId> pinned = assets.isEmpty() ? Set.of() : tx.jobs().pinned(assets.keySet());
        Pause.View paused = pause.in(tx);
        Map<Effect.Quarantine, Asset> willing = new LinkedHashMap<>();
        for (Effect.Quarantine proposal : proposals) {
            Asset asset = assets.get(proposal.asset());
            if (asset == null || asset.state() != AssetState.ACTIVE) {
                handled.put(proposal, new Handled.Done());
            } else if (paused.reason(proposal.cause()).isPresent()) {
                handled.put(proposal, new Handled.Later(state.now().plus(ASK_AGAIN), "deletion is paused"));
            } else if (pinned.contains(asset.id())) {
                handled.put(proposal, new Handled.Later(state.now().plus(ASK_AGAIN), "a running job uses it"));
            } else {
                rules.objection(tx, proposal.cause(), asset)
                        .ifPresentOrElse(reason -> handled.put(proposal, reason), () -> willing.put(proposal, asset));
            }
        }
        return willing;
    }

    private Handled vetoed(Effect.Quarantine proposal, String usedBy) {
        announcer.tell(new MediaEvent.LeaveVetoed(proposal.asset(), usedBy));
        return proposal.cause() == LeaveCause.AGED
                ? new Handled.Later(state.now().plus(ASK_TOMORROW), "still referenced by " + usedBy)
                : new Handled.Kept("still referenced by " + usedBy);
    }

    /** Takes out of use what is still as it was when references were asked, and what was made of it with it. */
    private List<Asset> quarantine(Transaction tx, Map<Effect.Quarantine, Asset> unused, Map<Effect, Handled> handled) {
        Map<AssetId, Asset> found = found(tx, unused.keySet());
        Set<AssetId> pinned = tx.jobs().pinned(found.keySet());
        Map<AssetId, Asset> leaving = new LinkedHashMap<>();
        unused.forEach((proposal, asked) -> {
            Asset now = found.get(asked.id());
            if (now == null || now.version() != asked.version() || pinned.contains(asked.id())) {
                // It was used, released or restored since the references were asked: ask again.
                handled.put(proposal, new Handled.Later(state.now(), "it changed while references were asked"));
            } else {
                leaving.putIfAbsent(now.id(), now.leaving(AssetState.QUARANTINED, proposal.cause(), state.now()));
                handled.put(proposal, new Handled.Done());
            }
        });
        if (leaving.isEmpty()) {
            return List.of();
        }
        List<Asset> quarantined = tx.assets().update(List.copyOf(leaving.values()));
        List<OutboxEntry> next = new ArrayList<>();
        for (Asset asset : quarantined) {
            next.add(Deleting.entry(state, asset, rules.quarantineEnd(asset)));
            announcer.after(tx, new MediaEvent.AssetQuarantined(asset));
        }
        for (Asset derived : tx.assets().derivedFrom(leaving.keySet())) {
            next.add(state.entry(new Effect.Quarantine(derived.id(), LeaveCause.ORIGINAL_LEFT), state.now()));
        }
        tx.outbox().add(next);
        return quarantined;
    }

    private static Map<AssetId, Asset> found(Transaction tx, Collection<Effect.Quarantine> proposals) {
        Map<AssetId, Asset> found = new HashMap<>();
        Set<AssetId> ids = new LinkedHashSet<>();
        proposals.forEach(proposal -> ids.add(proposal.asset()));
        tx.assets().find(ids).forEach(asset -> found.put(asset.id(), asset));
        return found;
    }

    private static Handled unknown(Answer.Unknown unknown) {
        return new Handled.Failed(ErrorKind.UNAVAILABLE, unknown.code() + " " + unknown.why());
    }
}
