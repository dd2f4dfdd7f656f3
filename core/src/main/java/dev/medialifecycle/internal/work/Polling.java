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
import dev.medialifecycle.job.JobOutput;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.JobPoller;
import dev.medialifecycle.webhook.Vendor;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Asks the vendor about jobs without news, and ends those that nobody has heard of by their deadline. */
public final class Polling {
    private static final Duration NEWS_IS_APPLIED_WITHIN = Duration.ofMinutes(1);
    private static final Duration OUTPUTS_ARE_SETTLED_WITHIN = Duration.ofHours(1);

    private final State state;
    private final Policies policies;
    private final JobMoves moves;

    /** Wired once. */
    public Polling(Ground ground, JobMoves moves) {
        this.state = ground.state();
        this.policies = ground.policies();
        this.moves = moves;
    }

    /**
     * Asks about one job until it is seen to have ended. That is seen on a later look only, never on the one that ended it: a
     * database that fails over may forget the end and keep the job, which then must not be without an entry.
     */
    public Handled poll(Effect.PollJob effect) {
        Optional<Job> found = state.own(tx -> tx.jobs().find(effect.job()))
                .filter(job -> !job.status().isTerminal());
        if (found.isEmpty()) {
            return new Handled.Done();
        }
        Job job = found.get();
        return job.status().precedes(JobStatus.KEEPING) ? poll(job) : keepAgain(job);
    }

    /** Outputs that are open long after they expired have lost their entries; to ask for one twice does no harm. */
    private Handled keepAgain(Job job) {
        Instant lastSettled = job.outputs().stream()
                .filter(JobOutput::isOpen)
                .map(JobOutput::expiresAt)
                .max(Comparator.naturalOrder())
                .orElse(job.deadline())
                .plus(OUTPUTS_ARE_SETTLED_WITHIN);
        if (state.now().isBefore(lastSettled)) {
            return new Handled.Later(lastSettled, "its outputs are being kept");
        }
        List<OutboxEntry> again = job.outputs().stream()
                .filter(JobOutput::isOpen)
                .map(output -> state.entry(new Effect.PromoteOutput(job.id(), output.index()), state.now()))
                .toList();
        state.own(tx -> {
            tx.outbox().add(again);
            return again;
        });
        return new Handled.Later(state.now().plus(OUTPUTS_ARE_SETTLED_WITHIN), "its outputs are asked for again");
    }

    private Handled poll(Job job) {
        Vendor vendor = policies.vendor(job.vendor());
        boolean isLate = !state.now().isBefore(job.deadline());
        Optional<JobEvent> event;
        try {
            event = ask(vendor, job);
        } catch (MediaLifecycleException e) {
            if (isLate && e.kind().retry() != Retry.NEVER) {
                // Law 5: a vendor that cannot be asked has not said that the job is lost.
                return Handled.Failed.by(e);
            }
            event = Optional.empty();
        }
        event.ifPresent(told -> apply(job.id(), told));
        boolean isEnded =
                event.filter(told -> told.news() instanceof News.Ended).isPresent();
        boolean isRunning =
                event.filter(told -> told.news() instanceof News.Running).isPresent();
        if (isLate && !isEnded && !isRunning) {
            if (!expire(job.id())) {
                return new Handled.Later(state.now().plus(NEWS_IS_APPLIED_WITHIN), "its news waits in the inbox");
            }
        }
        return new Handled.Later(next(vendor, job, isLate || isEnded), "no outcome yet, or not seen");
    }

    private Instant next(Vendor vendor, Job job, boolean isLate) {
        Instant next = state.now().plus(vendor.patience().pollAfter());
        return isLate || next.isBefore(job.deadline()) ? next : job.deadline();
    }

    /** What the vendor says of a job; empty if it cannot be asked, does not know it, or speaks of another. */
    public static Optional<JobEvent> ask(Vendor vendor, Job job) {
        VendorJobId known = job.vendorJobId();
        JobPoller poller = vendor.poller();
        if (poller == null || known == null) {
            return Optional.empty();
        }
        return poller.poll(known).filter(event -> event.vendorJobId().equals(known));
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
            moves.apply(tx, job, new JobOutcome.Expired());
            return true;
        });
    }

    /** Applies what the vendor said. */
    public void apply(JobId id, JobEvent event) {
        state.own(tx -> tx.jobs().find(id).map(job -> moves.apply(tx, job, InlineOutputs.polled(event))));
    }
}
