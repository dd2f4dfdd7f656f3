package dev.medialifecycle.internal.work;

import dev.medialifecycle.internal.effect.Handled;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.outbox.Effect;

/** Tells the host that a job ended: from the outbox and not after the commit, so that a crash cannot swallow it. */
public final class TellingEnds {
    private final State state;
    private final Announcer announcer;

    /** Wired once. */
    public TellingEnds(Ground ground) {
        this.state = ground.state();
        this.announcer = ground.announcer();
    }

    /** Tells; a listener that throws does not have it told again. */
    public Handled tell(Effect.TellJobEnded effect) {
        state.own(tx -> tx.jobs().find(effect.job())).ifPresent(job -> announcer.tell(ended(job)));
        return new Handled.Done();
    }

    private static MediaEvent ended(Job job) {
        return job.status() == JobStatus.SUCCEEDED ? new MediaEvent.JobSucceeded(job) : new MediaEvent.JobFailed(job);
    }
}
