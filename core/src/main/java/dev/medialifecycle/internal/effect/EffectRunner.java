package dev.medialifecycle.internal.effect;

import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.sweep.PassReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what is due: leases a batch of a lane, does each kind of effect together, and settles, postpones or gives up each entry.
 * Holds no connection while an effect is done. Thread-safe: any number of workers may run at once.
 */
public final class EffectRunner {
    private static final Logger LOG = LoggerFactory.getLogger(EffectRunner.class);

    /** A failure that is nobody's expected answer is a bug; it is shown after so many attempts instead of repeated for ever. */
    private static final int ATTEMPTS_AT_A_BUG = 12;

    private static final String SUSPECTED =
            "whoever took it ended without an answer, more than once; it is tried alone";

    private static final Duration OTHER_VERSIONS_TURN = Duration.ofMinutes(1);

    private final State state;
    private final Announcer announcer;
    private final Duration lease;
    private final Map<Class<? extends Effect>, EffectHandler> handlers;
    private final Gate gate;
    private final Map<Lane, LeaseSize> sizes = new ConcurrentHashMap<>();

    /** One handler for each kind of effect; what a killed worker had leased is due again after {@code lease}. */
    public EffectRunner(
            Ground ground, Duration lease, Map<Class<? extends Effect>, EffectHandler> handlers, Gate gate) {
        this.state = ground.state();
        this.announcer = ground.announcer();
        this.lease = lease;
        this.handlers = Map.copyOf(handlers);
        this.gate = gate;
    }

    /** Runs at most {@code limit} entries of all lanes, those that become due meanwhile included, for as long as it {@code goesOn}. */
    public PassReport run(int limit, BooleanSupplier goesOn) {
        return run(lane -> true, limit, goesOn).report();
    }

    /** What a pass did, and what it left. */
    public record Pass(PassReport report, Rest rest) {}

    /** What a pass leaves to the next one. */
    public enum Rest {
        /** Nothing that was due, as far as it saw. */
        NOTHING,
        /** A lane of which it might have done more, had its gate been open. */
        HELD_BACK,
        /** Whatever was due beyond its limit. */
        MORE
    }

    /** The same for some lanes. */
    public Pass run(Predicate<Lane> served, int limit, BooleanSupplier goesOn) {
        PassReport total = PassReport.empty();
        while (total.total() < limit && goesOn.getAsBoolean()) {
            Round round = round(served, limit - total.total(), goesOn);
            total = total.plus(round.report);
            if (!round.isBusy) {
                return new Pass(total, round.isHeldBack ? Rest.HELD_BACK : Rest.NOTHING);
            }
        }
        return new Pass(total, Rest.MORE);
    }

    /** A batch of each lane, as far as it has come. */
    private static final class Round {
        private PassReport report = PassReport.empty();
        private boolean isBusy;
        private boolean isHeldBack;
    }

    /**
     * A batch of each lane; idle if none of them has anything to do. All lanes are asked each time, also those that had nothing a
     * moment ago: while one lane is full, another one's new work, or that of a node that died, would otherwise wait for its end.
     */
    private Round round(Predicate<Lane> served, int limit, BooleanSupplier goesOn) {
        List<Lane> lanes = state.own(tx -> tx.outbox().lanes()).stream()
                .filter(served)
                .sorted()
                .toList();
        Round round = new Round();
        for (Lane lane : lanes) {
            int left = limit - round.report.total();
            if (left <= 0 || !goesOn.getAsBoolean()) {
                break;
            }
            batch(lane, left, goesOn, round);
        }
        return round;
    }

    private void batch(Lane lane, int limit, BooleanSupplier goesOn, Round round) {
        LeaseSize size = sizes.computeIfAbsent(lane, key -> new LeaseSize(key, lease));
        int taken = gate.take(lane, Math.min(limit, size.now()));
        if (taken == 0) {
            round.isHeldBack = true;
            return;
        }
        Instant began = state.now();
        List<OutboxEntry> leased = state.own(tx -> tx.outbox().lease(lane, state.now(), lease, taken));
        gate.giveBack(lane, taken - leased.size());
        if (leased.isEmpty()) {
            return;
        }
        round.isBusy = true;
        // Nothing is begun so late that the lease might end before it does.
        Instant lastStart = began.plus(lease.dividedBy(2));
        PassReport report = run(
                cleared(leased, size),
                () -> goesOn.getAsBoolean() && state.now().isBefore(lastStart));
        size.learn(leased.size(), Duration.between(began, state.now()));
        round.report = round.report.plus(report);
    }

    /**
     * The entries without those that may kill whoever does them. Those are given back and leased one at a time, so that one of
     * them takes no other down with it; one that goes on killing is given up undone.
     */
    private List<OutboxEntry> cleared(List<OutboxEntry> leased, LeaseSize size) {
        List<OutboxEntry> suspects =
                leased.stream().filter(EffectRunner::isSuspect).toList();
        if (suspects.isEmpty()) {
            return leased;
        }
        Endings endings = new Endings(state, announcer);
        List<OutboxEntry> cleared = new ArrayList<>(leased);
        for (OutboxEntry suspect : suspects) {
            if (suspect.attempts() >= ATTEMPTS_AT_A_BUG) {
                endings.fail(suspect, new Handled.Failed(ErrorKind.UNAVAILABLE, SUSPECTED), true);
                cleared.remove(suspect);
            } else if (leased.size() > 1) {
                endings.giveBack(List.of(suspect), SUSPECTED);
                cleared.remove(suspect);
            }
        }
        endings.record();
        if (leased.size() > 1) {
            size.careful(suspects.size());
        }
        return cleared;
    }

    /** It was leased more than once, and whoever had it never answered. */
    private static boolean isSuspect(OutboxEntry entry) {
        return entry.attempts() > 2
                && (entry.lastError() == null || entry.lastError().equals(SUSPECTED));
    }

    private PassReport run(List<OutboxEntry> leased, BooleanSupplier goesOn) {
        Map<Class<? extends Effect>, List<OutboxEntry>> byKind = new LinkedHashMap<>();
        for (OutboxEntry entry : leased) {
            byKind.computeIfAbsent(entry.effect().getClass(), unused -> new ArrayList<>())
                    .add(entry);
        }
        PassReport report = PassReport.empty();
        for (Map.Entry<Class<? extends Effect>, List<OutboxEntry>> kind : byKind.entrySet()) {
            EffectHandler handler = handlers.get(kind.getKey());
            int atOnce = handler == null ? kind.getValue().size() : handler.atOnce();
            report = report.plus(run(handler, kind.getValue(), atOnce, goesOn));
        }
        return report;
    }

    private PassReport run(
            @Nullable EffectHandler handler, List<OutboxEntry> entries, int atOnce, BooleanSupplier goesOn) {
        PassReport report = PassReport.empty();
        for (int from = 0; from < entries.size(); from += atOnce) {
            Endings endings = new Endings(state, announcer);
            if (!goesOn.getAsBoolean()) {
                endings.giveBack(entries.subList(from, entries.size()), "not begun when work stopped");
                return report.plus(endings.record());
            }
            List<OutboxEntry> some = entries.subList(from, Math.min(entries.size(), from + atOnce));
            handle(handler, some, endings);
            report = report.plus(endings.record());
        }
        return report;
    }

    private void handle(@Nullable EffectHandler handler, List<OutboxEntry> entries, Endings endings) {
        if (handler == null) {
            leaveToOthers(entries, endings);
            return;
        }
        Map<Effect, Handled> handled;
        try {
            handled = handler.handle(new ArrayList<>(new LinkedHashSet<>(
                    entries.stream().map(OutboxEntry::effect).toList())));
        } catch (Exception e) {
            // The pass loop: what one effect throws must not stop the others.
            threw(handler, entries, e, endings);
            return;
        }
        for (OutboxEntry entry : entries) {
            Handled unanswered = new Handled.Failed(ErrorKind.OUTCOME_UNKNOWN, "its handler gave no answer");
            endings.add(entry, handled.getOrDefault(entry.effect(), unanswered));
        }
    }

    private void leaveToOthers(List<OutboxEntry> entries, Endings endings) {
        Instant later = state.now().plus(OTHER_VERSIONS_TURN);
        entries.forEach(
                entry -> endings.add(entry, new Handled.Later(later, "an effect of another version of this library")));
    }

    /** The one that cannot be done is found by halves, so that the others wait for few calls more. */
    private void threw(EffectHandler handler, List<OutboxEntry> entries, Exception e, Endings endings) {
        if (entries.size() > 1) {
            int half = entries.size() / 2;
            handle(handler, entries.subList(0, half), endings);
            handle(handler, entries.subList(half, entries.size()), endings);
            return;
        }
        OutboxEntry entry = entries.get(0);
        if (e instanceof MediaLifecycleException ours) {
            LOG.warn("{} failed: {}", entry.effect(), ours.getMessage());
            endings.add(entry, Handled.Failed.by(ours));
            return;
        }
        LOG.error("{} failed", entry.effect(), e);
        Handled.Failed failure =
                new Handled.Failed(ErrorKind.UNAVAILABLE, e.getClass().getSimpleName() + ", see the log");
        endings.fail(entry, failure, entry.attempts() >= ATTEMPTS_AT_A_BUG);
    }
}
