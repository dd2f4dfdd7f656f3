package dev.medialifecycle.internal.exit;

import dev.medialifecycle.asset.LeaveCause;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.sweep.Duty;
import dev.medialifecycle.sweep.PausedDuty;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The switches that stop work on every node, all of what removes or one duty: rows, so that they are durable and shared. */
public final class Pause {
    private static final String ALL = "paused";
    private static final int LONGEST_REASON = 500;

    private final State state;
    private final Announcer announcer;

    /** Wired once. */
    public Pause(Ground ground) {
        this.state = ground.state();
        this.announcer = ground.announcer();
    }

    /** Stops everything that removes, for a reason that people will read. */
    public void pause(String reason) {
        put(ALL, Duty.removing(), reason);
    }

    /** Stops one duty; the others go on. */
    public void pause(Duty duty, String reason) {
        put(mark(duty), Set.of(duty), reason);
    }

    private void put(String mark, Set<Duty> duties, String reason) {
        String kept = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
        state.own(tx -> {
            tx.marks().put(mark, state.now() + " " + kept);
            announcer.after(tx, new MediaEvent.Paused(duties, kept));
            return kept;
        });
    }

    /** Lets everything go on, whatever was stopped; does nothing if nothing was. */
    public void resume() {
        state.own(tx -> {
            Set<Duty> resumed = EnumSet.noneOf(Duty.class);
            in(tx).paused().forEach(paused -> resumed.add(paused.duty()));
            tx.marks().remove(ALL);
            for (Duty duty : Duty.values()) {
                tx.marks().remove(mark(duty));
            }
            return announced(tx, resumed);
        });
    }

    /** Lets one duty go on that was stopped by itself; it stays stopped while everything that removes is. */
    public void resume(Duty duty) {
        state.own(tx -> {
            boolean wasPaused = in(tx).reason(duty).isPresent();
            tx.marks().remove(mark(duty));
            boolean goesOn = wasPaused && in(tx).reason(duty).isEmpty();
            return announced(tx, goesOn ? Set.of(duty) : Set.of());
        });
    }

    private Set<Duty> announced(Transaction tx, Set<Duty> resumed) {
        if (!resumed.isEmpty()) {
            announcer.after(tx, new MediaEvent.Resumed(resumed));
        }
        return resumed;
    }

    /** What is stopped now. */
    public List<PausedDuty> paused() {
        return state.own(tx -> in(tx).paused());
    }

    /** What is stopped, asked in the transaction that would let something go; one question for each switch, not for each asset. */
    public View in(Transaction tx) {
        return new View(tx);
    }

    /** Throws {@code ML-SW-004} if a duty is stopped; asked in the transaction that would do something for it. */
    public void refuse(Transaction tx, Duty duty) {
        in(tx).reason(duty).ifPresent(why -> {
            throw new MediaLifecycleException(
                    ErrorCode.PAUSED, ErrorKind.CONFLICT, duty + " is paused: " + why + ". Next: resume()");
        });
    }

    /** The same in a transaction of its own. */
    public void refuse(Duty duty) {
        state.own(tx -> {
            refuse(tx, duty);
            return duty;
        });
    }

    private static String mark(Duty duty) {
        return ALL + "." + duty;
    }

    /** The switches as one transaction sees them. */
    public static final class View {
        private final Transaction tx;
        private final Map<String, Optional<String>> marks = new HashMap<>();

        private View(Transaction tx) {
            this.tx = tx;
        }

        /** Why a duty is stopped, empty if it is not. */
        public Optional<String> reason(Duty duty) {
            return paused(duty).map(PausedDuty::reason);
        }

        /** Why nothing may leave for this cause, empty if it may. */
        public Optional<String> reason(@Nullable LeaveCause cause) {
            return reason(Duty.of(cause == null ? LeaveCause.RELEASED : cause));
        }

        private List<PausedDuty> paused() {
            List<PausedDuty> paused = new ArrayList<>();
            for (Duty duty : Duty.values()) {
                paused(duty).ifPresent(paused::add);
            }
            return paused;
        }

        private Optional<PausedDuty> paused(Duty duty) {
            Optional<String> all = Duty.removing().contains(duty) ? find(ALL) : Optional.empty();
            return all.or(() -> find(mark(duty))).map(text -> read(duty, text));
        }

        private Optional<String> find(String mark) {
            return marks.computeIfAbsent(mark, tx.marks()::find);
        }

        /** In an emergency somebody may have set the mark with a database client, and then it says what he liked. */
        private static PausedDuty read(Duty duty, String text) {
            int space = text.indexOf(' ');
            try {
                return new PausedDuty(
                        duty, text.substring(space + 1), Instant.parse(text.substring(0, Math.max(0, space))));
            } catch (DateTimeException e) {
                return new PausedDuty(duty, text, null);
            }
        }
    }
}
