package dev.medialifecycle.internal.state;

import dev.medialifecycle.listener.LifecycleListener;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.repository.Transaction;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners; one that throws stops neither the others nor the work. */
public final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final List<LifecycleListener> listeners;

    /** The listeners in the order in which they are told. */
    public Announcer(List<LifecycleListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** Tells once the transaction is durable, and never if it is not. */
    public void after(Transaction tx, MediaEvent event) {
        tx.afterCommit(() -> tell(event));
    }

    /** Tells now. */
    public void tell(MediaEvent event) {
        for (LifecycleListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                LOG.warn(
                        "A listener failed on {} and was ignored",
                        event.getClass().getSimpleName(),
                        e);
            }
        }
    }
}
