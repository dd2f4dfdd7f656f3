package dev.medialifecycle.listener;

/**
 * Told of every change once it is durable; must be quick, may be called from any thread, and what it throws is only logged. A change of an
 * asset or a job is told once, by the process that committed it, and by nobody if that process dies in the moment between;
 * only the end of a job is told until somebody was told, at least once. Failures and vetoes are told at each try.
 */
@FunctionalInterface
public interface LifecycleListener {
    /** Something happened. */
    void on(MediaEvent event);
}
