package dev.medialifecycle.internal.work;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind.Retry;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.effect.Handled;
import dev.medialifecycle.internal.exit.Pause;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.job.JobOutput;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.sweep.Duty;
import java.time.Duration;
import java.util.Optional;

/** Promotes outputs from the outbox, again and again until they are kept or dead at the vendor. */
public final class PromotingOutputs {
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    private final State state;
    private final Outputs outputs;
    private final Pause pause;

    /** Wired once. */
    public PromotingOutputs(State state, Outputs outputs, Pause pause) {
        this.state = state;
        this.outputs = outputs;
        this.pause = pause;
    }

    /** Tries once. */
    public Handled promote(Effect.PromoteOutput effect) {
        Optional<JobOutput> open = state.own(tx -> tx.jobs().find(effect.job()))
                .map(job -> job.output(effect.index()))
                .filter(JobOutput::isOpen);
        if (open.isEmpty()) {
            return new Handled.Done();
        }
        Optional<String> paused = state.own(tx -> pause.in(tx).reason(Duty.PROMOTION));
        if (paused.isPresent()) {
            return new Handled.Later(state.now().plus(ASK_AGAIN), "keeping outputs is paused: " + paused.get());
        }
        try {
            outputs.promote(effect.job(), effect.index());
            return new Handled.Done();
        } catch (MediaLifecycleException e) {
            return failed(effect, open.get(), e);
        }
    }

    private Handled failed(Effect.PromoteOutput effect, JobOutput output, MediaLifecycleException e) {
        String reason = String.valueOf(e.getMessage());
        if (e.code() == ErrorCode.MISSING_PART) {
            // A vendor or policy that is missing from our configuration is not the output's fault.
            return Handled.Failed.by(e);
        }
        boolean isHopeless = e.kind().retry() == Retry.NEVER;
        boolean isDead = !state.now().isBefore(output.expiresAt());
        if (isHopeless || isDead) {
            outputs.lose(effect.job(), effect.index(), reason);
            return new Handled.Done();
        }
        return Handled.Failed.by(e);
    }
}
