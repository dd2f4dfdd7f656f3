package dev.medialifecycle.internal.work;

import dev.medialifecycle.internal.effect.EffectHandler;
import dev.medialifecycle.internal.effect.Handled;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.outbox.Effect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells the host that a job ended: from the outbox and not after the commit, so that a crash cannot swallow it. */
public final class TellingEnds implements EffectHandler {
    private final State state;
    private final Announcer announcer;

    /** Wired once. */
    public TellingEnds(State state, Announcer announcer) {
        this.state = state;
        this.announcer = announcer;
    }

    @Override
    public Map<Effect, Handled> handle(List<Effect> effects) {
        Map<Effect, Handled> handled = new HashMap<>();
        for (Effect effect : effects) {
            Effect.TellJobEnded tell = (Effect.TellJobEnded) effect;
            state.own(tx -> tx.jobs().find(tell.job())).ifPresent(job -> announcer.tell(ended(job)));
            handled.put(effect, new Handled.Done());
        }
        return handled;
    }

    private static MediaEvent ended(Job job) {
        return job.status() == JobStatus.SUCCEEDED ? new MediaEvent.JobSucceeded(job) : new MediaEvent.JobFailed(job);
    }
}
