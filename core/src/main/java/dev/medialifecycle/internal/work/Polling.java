package dev.medialifecycle.internal.work;

import dev.medialifecycle.error.ErrorKind.Retry;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.effect.Handled;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.JobPoller;
import dev.medialifecycle.webhook.Vendor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the vendor about jobs without news, and ends those that nobody has heard of by their deadline. */
public final class Polling {
    private static final Duration NEWS_IS_APPLIED_WITHIN = Duration.ofMinutes(1);

    private final State state;
    private final Policies policies;
    private final JobMoves moves;

    /** Wired once. */
    public Polling(Ground ground, JobMoves moves) {
        this.state = ground.state();
        this.policies = ground.policies();
        this.moves = moves;
    }

    /** Asks about one job, unless it has news already. */
    public Handled poll(Effect.PollJob effect) {
        Optional<Job> running = state.own(tx -> tx.jobs().find(effect.job()))
                .filter(job -> job.status().precedes(JobStatus.KEEPING));
        return running.isEmpty() ? new Handled.Done() : poll(running.get());
    }

    private Handled poll(Job job) {
        Vendor vendor = policies.vendor(job.vendor());
        boolean isLate = !state.now().isBefore(job.deadline());
        Optional<JobEvent> event;
        try {
            event = ask(vendor.poller(), job);
        } catch (MediaLifecycleException e) {
            if (isLate && e.kind().retry() != Retry.NEVER) {
                // Law 5: a vendor that cannot be asked has not said that the job is lost.
                return Handled.Failed.by(e);
            }
            event = Optional.empty();
        }
        event.ifPresent(told -> apply(job.id(), told.news()));
        boolean isEnded =
                event.filter(told -> told.news() instanceof News.Ended).isPresent();
        boolean isRunning =
                event.filter(told -> told.news() instanceof News.Running).isPresent();
        if (isLate && !isEnded && !isRunning) {
            if (!expire(job.id())) {
                return new Handled.Later(state.now().plus(NEWS_IS_APPLIED_WITHIN), "its news waits in the inbox");
            }
            isEnded = true;
        }
        return isEnded ? new Handled.Done() : new Handled.Later(next(vendor, job, isLate), "no outcome yet");
    }

    private Instant next(Vendor vendor, Job job, boolean isLate) {
        Instant next = state.now().plus(vendor.patience().pollAfter());
        return isLate || next.isBefore(job.deadline()) ? next : job.deadline();
    }

    private static Optional<JobEvent> ask(@Nullable JobPoller poller, Job job) {
        return poller == null || job.vendorJobId() == null ? Optional.empty() : poller.poll(job.vendorJobId());
    }

    /** False for a job whose news came before it was known here: it was accepted, so it must not be lost to our own patience. */
    private boolean expire(JobId id) {
        return state.own(tx -> {
            Job job = tx.jobs().find(id).orElse(null);
            if (job == null) {
                return true;
            }
            VendorJobId known = job.vendorJobId();
            if (known != null && !tx.deliveries().parked(known).isEmpty()) {
                return false;
            }
            moves.apply(tx, job, new News.Ended(new JobOutcome.Expired()));
            return true;
        });
    }

    private void apply(JobId id, News news) {
        state.own(tx -> tx.jobs().find(id).map(job -> moves.apply(tx, job, news)));
    }
}
