package dev.medialifecycle.internal.effect;

import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.ErrorKind.Retry;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.sweep.PassReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what is due: leases a batch, does each kind of effect together, and settles, postpones or gives up each entry. */
public final class EffectRunner {
    private static final Logger LOG = LoggerFactory.getLogger(EffectRunner.class);
    private static final int BATCH = 200;
    private static final int LONGEST_NOTE = 500;

    /** A failure that is nobody's expected answer is a bug; it is shown after so many attempts instead of repeated for ever. */
    private static final int ATTEMPTS_AT_A_BUG = 12;

    private final State state;
    private final Announcer announcer;
    private final Duration lease;
    private final Map<Class<? extends Effect>, EffectHandler> handlers;

    /** One handler for each kind of effect; what a killed worker had leased is due again after {@code lease}. */
    public EffectRunner(Ground ground, Duration lease, Map<Class<? extends Effect>, EffectHandler> handlers) {
        this.state = ground.state();
        this.announcer = ground.announcer();
        this.lease = lease;
        this.handlers = Map.copyOf(handlers);
    }

    /** Runs at most {@code limit} entries, those that become due meanwhile included, for as long as it {@code goesOn}. */
    public PassReport run(int limit, BooleanSupplier goesOn) {
        PassReport total = PassReport.empty();
        while (total.total() < limit && goesOn.getAsBoolean()) {
            int wanted = Math.min(BATCH, limit - total.total());
            List<OutboxEntry> leased = state.own(tx -> tx.outbox().lease(state.now(), lease, wanted));
            if (leased.isEmpty()) {
                break;
            }
            total = total.plus(run(leased, goesOn));
        }
        return total;
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
            int atOnce = handler == null ? 1 : handler.atOnce();
            List<OutboxEntry> entries = kind.getValue();
            for (int from = 0; from < entries.size(); from += atOnce) {
                List<OutboxEntry> some = entries.subList(from, Math.min(entries.size(), from + atOnce));
                report = report.plus(goesOn.getAsBoolean() ? run(handler, some) : giveBack(some));
            }
        }
        return report;
    }

    /** What was leased and not begun when the work was stopped is due for whoever comes next. */
    private PassReport giveBack(List<OutboxEntry> entries) {
        state.own(tx -> {
            entries.forEach(entry -> tx.outbox().postpone(entry, entry.dueAt(), "not begun when work stopped"));
            return entries;
        });
        return PassReport.empty();
    }

    private PassReport run(@Nullable EffectHandler handler, List<OutboxEntry> entries) {
        Map<Effect, Handled> handled;
        try {
            if (handler == null) {
                throw new IllegalStateException(
                        "Nobody handles " + entries.get(0).effect());
            }
            handled = handler.handle(new ArrayList<>(new LinkedHashSet<>(
                    entries.stream().map(OutboxEntry::effect).toList())));
        } catch (Exception e) {
            // The pass loop: what one effect throws must not stop the others, so a batch that failed is done singly.
            if (entries.size() > 1) {
                return entries.stream()
                        .map(entry -> run(handler, List.of(entry)))
                        .reduce(PassReport.empty(), PassReport::plus);
            }
            LOG.error("{} failed", entries.get(0).effect(), e);
            return threw(entries.get(0), e);
        }
        PassReport report = PassReport.empty();
        for (OutboxEntry entry : entries) {
            Handled unanswered = new Handled.Failed(ErrorKind.OUTCOME_UNKNOWN, "its handler gave no answer");
            report = report.plus(settle(entry, handled.getOrDefault(entry.effect(), unanswered)));
        }
        return report;
    }

    private PassReport settle(OutboxEntry entry, Handled handled) {
        if (handled instanceof Handled.Later later) {
            state.own(tx -> tx.outbox().postpone(entry, later.dueAt(), shortened(later.note())));
            return new PassReport(0, 1, 0, List.of());
        }
        if (handled instanceof Handled.Failed failed) {
            return failed(entry, failed.kind().retry() == Retry.NEVER, failed.note());
        }
        state.own(tx -> tx.outbox().settle(entry));
        if (handled instanceof Handled.Kept kept) {
            return new PassReport(0, 1, 0, List.of(entry.effect() + ": " + kept.note()));
        }
        return new PassReport(1, 0, 0, List.of());
    }

    private PassReport threw(OutboxEntry entry, Exception e) {
        if (e instanceof MediaLifecycleException ours) {
            return failed(entry, ours.kind().retry() == Retry.NEVER, String.valueOf(ours.getMessage()));
        }
        return failed(entry, entry.attempts() >= ATTEMPTS_AT_A_BUG, e.getClass().getSimpleName() + ", see the log");
    }

    private PassReport failed(OutboxEntry entry, boolean isHopeless, String note) {
        String kept = shortened(note);
        if (isHopeless) {
            state.own(tx -> tx.outbox().giveUp(entry, kept));
        } else {
            state.own(tx -> tx.outbox().postpone(entry, state.now().plus(Backoff.after(entry)), kept));
        }
        announcer.tell(new MediaEvent.EffectFailed(entry.effect(), kept, isHopeless));
        return new PassReport(0, 0, 1, List.of(entry.effect() + ": " + kept));
    }

    private static String shortened(String note) {
        return note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note;
    }
}
