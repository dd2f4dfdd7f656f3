package dev.medialifecycle.examples.app.media;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.sweep.BackgroundPlan;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Does what is due, and sweeps, for as long as the application runs. */
@Component
@ConditionalOnBooleanProperty(name = "app.background.enabled", matchIfMissing = true)
final class BackgroundWork implements SmartLifecycle {
    private final MediaLifecycle media;
    private final BackgroundPlan plan;
    private volatile boolean running;

    BackgroundWork(MediaLifecycle media, Sweeps sweeps, BackgroundProperties background) {
        this.media = media;
        this.plan = new BackgroundPlan(background.every(), sweeps.scheduled(), sweeps.interval());
    }

    @Override
    public void start() {
        media.startBackground(plan);
        running = true;
    }

    @Override
    public void stop() {
        media.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
