package dev.medialifecycle.listener;

/** Told of every change once it is durable; must be quick, may be called from any thread, and what it throws is only logged. */
@FunctionalInterface
public interface LifecycleListener {
    /** Something happened. */
    void on(MediaEvent event);
}
