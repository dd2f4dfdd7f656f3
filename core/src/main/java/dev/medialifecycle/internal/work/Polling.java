package dev.medialifecycle.internal.work;

import dev.medialifecycle.error.ErrorKind.Retry;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.effect.EffectHandler;
import dev.medialifecycle.internal.effect.Handled;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.JobPoller;
import dev.medialifecycle.webhook.Vendor;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the vendor about jobs without news, and ends those that nobody has heard of by their deadline. */
public final class Polling implements EffectHandler {
    private final State state;
    private final Policies policies;
    private final JobMoves moves;

    /** Wired once. */
    public Polling(State state, Policies policies, JobMoves moves) {
        this.state = state;
        this.policies = policies;
        this.moves = moves;
    }

    @Override
    public Map<Effect, Handled> handle(List<Effect> effects) {
        Map<Effect, Handled> handled = new HashMap<>();
        for (Effect effect : effects) {
            handled.put(effect, poll(((Effect.PollJob) effect).job()));
        }
        return handled;
    }

    private Handled poll(JobId id) {
        Optional<Job> running =
                state.own(tx -> tx.jobs().find(id)).filter(job -> job.status().precedes(JobStatus.KEEPING));
        return running.isEmpty() ? new Handled.Done() : poll(running.get());
    }

    private Handled poll(Job job) {
        Vendor vendor = policies.vendor(job.vendor());
        boolean isLate = !state.now().isBefore(job.deadline());
        try {
            Optional<JobEvent> event = ask(vendor.poller(), job);
            if (event.isPresent()) {
                apply(job.id(), event.get().news());
                if (event.get().news() instanceof News.Ended) {
                    return new Handled.Done();
                }
            }
        } catch (MediaLifecycleException e) {
            if (isLate && e.kind().retry() != Retry.NEVER) {
                // Law 5: a vendor that cannot be asked has not said that the job is lost.
                return new Handled.Failed(e.kind(), String.valueOf(e.getMessage()));
            }
        }
        if (isLate) {
            apply(job.id(), new News.Ended(new JobOutcome.Expired()));
            return new Handled.Done();
        }
        Instant next = state.now().plus(vendor.patience().pollAfter());
        return new Handled.Later(next.isBefore(job.deadline()) ? next : job.deadline(), "no outcome yet");
    }

    private static Optional<JobEvent> ask(@Nullable JobPoller poller, Job job) {
        return poller == null || job.vendorJobId() == null ? Optional.empty() : poller.poll(job.vendorJobId());
    }

    private void apply(JobId id, News news) {
        state.own(tx -> tx.jobs().find(id).map(job -> moves.apply(tx, job, news)));
    }
}
