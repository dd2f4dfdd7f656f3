package dev.medialifecycle.internal.effect;

import dev.medialifecycle.error.ErrorKind.Retry;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.sweep.PassReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the leases of a few entries end, recorded together in one short transaction; used by one thread. */
final class Endings {
    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);
    private static final int LONGEST_NOTE = 500;

    private final State state;
    private final Announcer announcer;
    private final List<OutboxEntry> settled = new ArrayList<>();
    private final List<OutboxEntry> postponed = new ArrayList<>();
    private final List<OutboxEntry> givenUp = new ArrayList<>();
    private final List<MediaEvent> events = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int done;
    private int kept;
    private int failed;

    Endings(State state, Announcer announcer) {
        this.state = state;
        this.announcer = announcer;
    }

    void add(OutboxEntry entry, Handled handled) {
        if (handled instanceof Handled.Later later) {
            postponed.add(entry.putOff(later.dueAt(), shortened(later.note())));
            kept++;
        } else if (handled instanceof Handled.Failed failure) {
            fail(entry, failure, failure.kind().retry() == Retry.NEVER);
        } else {
            settled.add(entry);
            if (handled instanceof Handled.Kept decided) {
                kept++;
                notes.add(entry.effect() + ": " + decided.note());
            } else {
                done++;
            }
        }
    }

    void fail(OutboxEntry entry, Handled.Failed failure, boolean isHopeless) {
        String note = shortened(failure.note());
        if (isHopeless) {
            givenUp.add(entry.givenUp(note));
        } else {
            Instant next = state.now().plus(Backoff.after(entry, failure.retryAfter()));
            postponed.add(entry.postponed(next, note));
        }
        events.add(new MediaEvent.EffectFailed(entry.effect(), note, isHopeless));
        notes.add(entry.effect() + ": " + note);
        failed++;
    }

    /** What was leased and not begun is due for whoever comes next. */
    void giveBack(List<OutboxEntry> entries, String reason) {
        entries.forEach(entry -> postponed.add(entry.putOff(entry.dueAt(), reason)));
    }

    /** Makes it durable, then tells. */
    PassReport record() {
        int wanted = settled.size() + postponed.size() + givenUp.size();
        int recorded = wanted == 0
                ? 0
                : state.own(tx -> {
                    int changed = settled.isEmpty() ? 0 : tx.outbox().settle(settled);
                    changed += postponed.isEmpty() ? 0 : tx.outbox().postpone(postponed);
                    return changed + (givenUp.isEmpty() ? 0 : tx.outbox().giveUp(givenUp));
                });
        if (recorded < wanted) {
            LOG.warn(
                    "{} of {} leases had passed to another worker when their work was done, which repeats it. "
                            + "Next: if this goes on, lengthen builder.lease(...)",
                    wanted - recorded,
                    wanted);
        }
        events.forEach(announcer::tell);
        return new PassReport(done, kept, failed, notes);
    }

    private static String shortened(String note) {
        return note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note;
    }
}
