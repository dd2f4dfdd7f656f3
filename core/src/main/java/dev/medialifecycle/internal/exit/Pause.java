package dev.medialifecycle.internal.exit;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.repository.Transaction;
import java.util.Optional;

/** The switch that stops every deletion on every node: a row, so that it is durable and shared. */
public final class Pause {
    private static final String MARK = "paused";
    private static final int LONGEST_REASON = 500;

    private final State state;
    private final Announcer announcer;

    /** Wired once. */
    public Pause(Ground ground) {
        this.state = ground.state();
        this.announcer = ground.announcer();
    }

    /** Stops deletion, for a reason that people will read. */
    public void pause(String reason) {
        String kept = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
        state.own(tx -> {
            tx.marks().put(MARK, kept);
            announcer.after(tx, new MediaEvent.Paused(kept));
            return kept;
        });
    }

    /** Lets deletion go on; does nothing if it was not stopped. */
    public void resume() {
        state.own(tx -> {
            if (reason(tx).isPresent()) {
                tx.marks().remove(MARK);
                announcer.after(tx, new MediaEvent.Resumed());
            }
            return MARK;
        });
    }

    /** Why deletion is stopped, empty if it is not; asked in the transaction that would let something go. */
    public Optional<String> reason(Transaction tx) {
        return tx.marks().find(MARK);
    }

    /** Throws {@code ML-SW-004} if deletion is stopped. */
    public void refuseWhilePaused() {
        state.own(this::reason).ifPresent(why -> {
            throw new MediaLifecycleException(
                    ErrorCode.PAUSED, ErrorKind.CONFLICT, "Deletion is paused: " + why + ". Next: resume()");
        });
    }
}
