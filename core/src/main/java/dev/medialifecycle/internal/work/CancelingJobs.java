package dev.medialifecycle.internal.work;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.internal.effect.Handled;
import dev.medialifecycle.internal.exit.Releases;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobOutput;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.webhook.JobOrder;
import java.util.List;

/** Ends jobs that nobody wants any more: here at once, at the vendor as soon as it can be told. */
public final class CancelingJobs {
    private final State state;
    private final Policies policies;
    private final JobMoves moves;
    private final Releases releases;

    /** Wired once. */
    public CancelingJobs(Ground ground, JobMoves moves, Releases releases) {
        this.state = ground.state();
        this.policies = ground.policies();
        this.moves = moves;
        this.releases = releases;
    }

    /** Ends it in the host's transaction; a job that has ended stays as it is. */
    public Job cancel(JobId id, String reason) {
        return state.joined(tx -> {
            Job job = tx.jobs().find(id).orElseThrow(() -> JobBook.notFound(id));
            if (job.status().isTerminal()) {
                return job;
            }
            job.outputs().forEach(output -> letGo(tx, output));
            Job canceled = moves.cancel(tx, job, reason);
            if (job.vendorJobId() != null) {
                state.add(tx, new Effect.CancelJob(id), state.now());
            }
            return canceled;
        });
    }

    private void letGo(Transaction tx, JobOutput output) {
        if (output.asset() != null) {
            List<Asset> kept = tx.assets().find(output.asset()).stream().toList();
            releases.propose(tx, kept);
        }
    }

    /** Tells the vendor; one that cannot be told works on, and what it says at the end is not applied. */
    public Handled order(Effect.CancelJob effect) {
        Job job = state.own(tx -> tx.jobs().find(effect.job())).orElse(null);
        VendorJobId known = job == null ? null : job.vendorJobId();
        if (job == null || known == null) {
            return new Handled.Done();
        }
        JobOrder cancel = policies.vendor(job.vendor()).control().cancel();
        if (cancel == null) {
            return new Handled.Kept(job.vendor() + " cannot be told to stop a job");
        }
        cancel.give(known);
        return new Handled.Done();
    }
}
