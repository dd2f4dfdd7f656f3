package dev.medialifecycle.internal.state;

import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.repository.Transaction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A work that is this node's for a while. Kept at every stopping place, given back at the end; for one thread. */
public final class Lease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private final Leases leases;
    private final String name;
    private final Instant takenAt;
    private Leases.Held held;
    private @Nullable Instant doneFrom;

    Lease(Leases leases, String name, Instant takenAt, Leases.Held held) {
        this.leases = leases;
        this.name = name;
        this.takenAt = takenAt;
        this.held = held;
    }

    /** A stopping place: {@code ML-SW-006} if another node has taken the work over. Not to be called inside a transaction. */
    public void keep() {
        held = leases.kept(name, held);
    }

    /** The same inside the transaction of a step, which is refused if the work is another node's by now. */
    public void check(Transaction tx) {
        leases.check(tx, name, held);
    }

    String name() {
        return name;
    }

    Leases.Held held() {
        return held;
    }

    /** Grows with every taking, whoever takes. */
    public long fence() {
        return held.fence();
    }

    /** The work was done to its end, so that it is due again only an interval after it was taken. */
    public void done() {
        doneFrom = takenAt;
    }

    /** Gives it back; if that fails it ends by the clock. */
    @Override
    public void close() {
        try {
            leases.giveBack(name, held, doneFrom);
        } catch (MediaLifecycleException e) {
            LOG.warn("The lease of \"{}\" could not be given back; it ends by itself", name, e);
        }
    }
}
