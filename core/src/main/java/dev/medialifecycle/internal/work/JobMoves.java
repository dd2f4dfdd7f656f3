package dev.medialifecycle.internal.work;

import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.LeaveCause;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.JobOutput;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.Keeping;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.retention.RetentionRule;
import dev.medialifecycle.webhook.JobControl.Forgetting;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.WebhookOutcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a job moves: forward only, the first outcome wins, and what follows from its end is recorded by the same commit. */
public final class JobMoves {
    /** What news came to. */
    public enum Applied {
        /** The job moved, or knew it already. */
        YES(WebhookOutcome.APPLIED),
        /** The news cannot be acted on. */
        UNKNOWN_STATUS(WebhookOutcome.IGNORED),
        /** The job had ended otherwise before; the first outcome stands. */
        TOO_LATE(WebhookOutcome.TOO_LATE);

        private final WebhookOutcome outcome;

        Applied(WebhookOutcome outcome) {
            this.outcome = outcome;
        }

        /** What whoever brought the news is told. */
        public WebhookOutcome outcome() {
            return outcome;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(JobMoves.class);
    private static final String NO_OUTPUTS = "No outputs generated";
    /** Outputs are kept in the order in which they expire: each stands in line as if it had come so long before that. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(30);

    private final State state;
    private final Announcer announcer;
    private final Policies policies;
    private final RetentionPolicy retention;
    private final Keeping keeping;

    /** Wired once. */
    public JobMoves(Ground ground, RetentionPolicy retention, Keeping keeping) {
        this.state = ground.state();
        this.announcer = ground.announcer();
        this.policies = ground.policies();
        this.retention = retention;
        this.keeping = keeping;
    }

    /** Applies an event to its job as that was read in this transaction. */
    public Applied apply(Transaction tx, Job known, JobEvent event) {
        Job job = known.reported(known.report().then(event.report()));
        if (event.news() instanceof News.Running running) {
            if (job.status().precedes(running.status()) && !running.status().isTerminal()) {
                moved(tx, job, job.moved(running.status(), job.outputs()));
            }
            return Applied.YES;
        }
        if (event.news() instanceof News.Ended ended) {
            return apply(tx, job, ended.outcome());
        }
        return Applied.UNKNOWN_STATUS;
    }

    /** Applies how a job ended. */
    public Applied apply(Transaction tx, Job job, JobOutcome outcome) {
        if (!job.status().precedes(JobStatus.KEEPING)) {
            return agrees(job, outcome) ? Applied.YES : refused(tx, job, outcome);
        }
        if (outcome instanceof JobOutcome.Succeeded succeeded) {
            keep(tx, job, succeeded.outputs());
        } else if (outcome instanceof JobOutcome.Failed failed) {
            end(tx, job, JobStatus.FAILED, failed.reason());
        } else if (outcome instanceof JobOutcome.Canceled) {
            end(tx, job, JobStatus.CANCELED, "Generation was canceled");
        } else {
            end(tx, job, JobStatus.EXPIRED, "Generation expired");
        }
        return Applied.YES;
    }

    /** Said aloud, for money may hang on it: a vendor that finished what was canceled here wants to be paid. */
    private Applied refused(Transaction tx, Job job, JobOutcome outcome) {
        JobStatus said = outcome instanceof JobOutcome.Succeeded
                ? JobStatus.SUCCEEDED
                : outcome instanceof JobOutcome.Failed
                        ? JobStatus.FAILED
                        : outcome instanceof JobOutcome.Canceled ? JobStatus.CANCELED : JobStatus.EXPIRED;
        tx.afterCommit(() -> LOG.warn(
                "{} {} says that job {} {}, and it is {} here; that stands",
                ErrorCode.CONFLICTING_OUTCOME,
                job.vendor(),
                job.id(),
                said,
                job.status()));
        announcer.after(tx, new MediaEvent.OutcomeConflict(job, said));
        return Applied.TOO_LATE;
    }

    private static boolean agrees(Job job, JobOutcome outcome) {
        return switch (job.status()) {
            case KEEPING, SUCCEEDED -> outcome instanceof JobOutcome.Succeeded;
            case FAILED ->
                outcome instanceof JobOutcome.Failed
                        || (outcome instanceof JobOutcome.Succeeded succeeded && wasSuccess(job, succeeded));
            case CANCELED -> outcome instanceof JobOutcome.Canceled;
            case EXPIRED -> outcome instanceof JobOutcome.Expired;
            case STARTING, PROCESSING -> true;
        };
    }

    /** A vendor's success becomes our failure when it has no outputs, or none that could be kept. */
    private static boolean wasSuccess(Job failed, JobOutcome.Succeeded said) {
        boolean hadNone = said.outputs().isEmpty() && NO_OUTPUTS.equals(failed.failure());
        return hadNone || !failed.outputs().isEmpty();
    }

    private void keep(Transaction tx, Job job, List<URI> sources) {
        if (sources.isEmpty()) {
            end(tx, job, JobStatus.FAILED, NO_OUTPUTS);
            return;
        }
        Instant now = state.now();
        Duration life = policies.vendor(job.vendor()).outputs().life();
        List<JobOutput> outputs = new ArrayList<>();
        List<OutboxEntry> promotions = new ArrayList<>();
        for (URI source : sources) {
            // What a delivery holds is ours for as long as the delivery.
            Instant expiresAt = InlineOutputs.keptUntil(tx, source).orElse(now.plus(life));
            promotions.add(state.entry(new Effect.PromoteOutput(job.id(), outputs.size()), now)
                    .ahead(expiresAt.minus(LONGEST_LIFE)));
            outputs.add(new JobOutput(outputs.size(), source, expiresAt, null, null));
        }
        state.add(
                tx,
                new Effect.WatchOutputs(job.id()),
                now.plus(life.multipliedBy(4).dividedBy(5)));
        if (keeping == Keeping.ON_DEMAND) {
            end(tx, job.moved(job.status(), outputs), JobStatus.SUCCEEDED, null);
            return;
        }
        moved(tx, job, job.moved(JobStatus.KEEPING, outputs));
        tx.outbox().add(promotions);
    }

    /** Stores a settled output; the job ends with its last one. */
    Job settleOutput(Transaction tx, Job job, JobOutput settled) {
        Job changed = job.withOutput(settled);
        boolean anyOpen = changed.outputs().stream().anyMatch(JobOutput::isOpen);
        boolean anyKept = changed.outputs().stream().anyMatch(output -> output.asset() != null);
        boolean allKept = changed.outputs().stream().allMatch(output -> output.asset() != null);
        if (allKept && policies.vendor(job.vendor()).control().when() == Forgetting.AFTER_KEEPING) {
            state.add(tx, new Effect.ForgetJob(job.id()), state.now());
        }
        if (anyOpen || job.status().isTerminal()) {
            return tx.jobs().update(changed);
        }
        return anyKept
                ? end(tx, changed, JobStatus.SUCCEEDED, null)
                : end(tx, changed, JobStatus.FAILED, "Failed to process outputs");
    }

    /** Ends a job that the host wants no more, with everything that it still waits for. */
    Job cancel(Transaction tx, Job job, String reason) {
        Job closed = job;
        for (JobOutput output : job.outputs()) {
            closed = output.isOpen() ? closed.withOutput(output.lost(reason)) : closed;
        }
        return end(tx, closed, JobStatus.CANCELED, reason);
    }

    /** Ends a job; its inputs are proposed for leaving by the same commit, where their role says so. */
    Job end(Transaction tx, Job job, JobStatus status, @Nullable String failure) {
        Job ended = moved(tx, job, job.ended(status, failure, state.now()));
        state.add(tx, new Effect.TellJobEnded(job.id()), state.now());
        // In one order everywhere, so that two jobs that share inputs do not wait for each other.
        for (AssetId input : new TreeSet<>(job.inputs())) {
            tx.assets().find(input).ifPresent(asset -> {
                tx.assets().update(asset.used(state.now()));
                if (retention.of(asset.role()).rule() instanceof RetentionRule.AfterJobs after) {
                    state.add(
                            tx,
                            new Effect.Quarantine(input, LeaveCause.JOBS_ENDED),
                            state.now().plus(after.grace()));
                }
            });
        }
        return ended;
    }

    private Job moved(Transaction tx, Job before, Job after) {
        Job stored = tx.jobs().update(after);
        if (before.status() != stored.status()) {
            announcer.after(tx, new MediaEvent.JobStatusChanged(stored, before.status()));
        }
        return stored;
    }
}
