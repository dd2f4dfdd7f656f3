package dev.medialifecycle.internal.work;

import dev.medialifecycle.internal.effect.Handled;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.job.JobOutput;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.outbox.Effect;
import java.util.List;

/** Looks once, while there is still time, whether a job has outputs that are about to expire uncopied. */
public final class WatchingOutputs {
    private final State state;
    private final Announcer announcer;

    /** Wired once. */
    public WatchingOutputs(Ground ground) {
        this.state = ground.state();
        this.announcer = ground.announcer();
    }

    /** Tells of each. */
    public Handled watch(Effect.WatchOutputs effect) {
        List<JobOutput> open = state.own(tx -> tx.jobs().find(effect.job())).stream()
                .flatMap(job -> job.outputs().stream())
                .filter(JobOutput::isOpen)
                .toList();
        open.forEach(output ->
                announcer.tell(new MediaEvent.OutputAtRisk(effect.job(), output.index(), output.expiresAt())));
        return new Handled.Done();
    }
}
