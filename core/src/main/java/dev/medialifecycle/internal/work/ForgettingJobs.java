package dev.medialifecycle.internal.work;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.effect.Handled;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobOutput;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.webhook.JobOrder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Has vendors forget jobs: never before what came of them has been seen in our own store. */
public final class ForgettingJobs {
    private final State state;
    private final Policies policies;
    private final Providers providers;

    /** Wired once. */
    public ForgettingJobs(Ground ground) {
        this.state = ground.state();
        this.policies = ground.policies();
        this.providers = ground.providers();
    }

    /** Records the wish in the host's transaction; {@code ML-JOB-002} for a job that has not ended or has outputs to fetch. */
    public void forget(JobId id) {
        state.joined(tx -> {
            Job job = tx.jobs().find(id).orElseThrow(() -> JobBook.notFound(id));
            if (policies.vendor(job.vendor()).control().forget() == null) {
                throw new MediaLifecycleException(
                        ErrorCode.MISSING_CAPABILITY,
                        ErrorKind.UNSUPPORTED,
                        job.vendor() + " cannot be told to forget a job. Next: let it expire there");
            }
            if (!job.status().isTerminal() || job.outputs().stream().anyMatch(this::isToFetch)) {
                throw new MediaLifecycleException(
                        ErrorCode.JOB_CLOSED,
                        ErrorKind.CONFLICT,
                        "Job " + id + " cannot be forgotten at " + job.vendor() + " yet: it is " + job.status()
                                + ". Next: wait for its end, and keep its outputs or let them expire");
            }
            state.add(tx, new Effect.ForgetJob(id), state.now());
            return job;
        });
    }

    private boolean isToFetch(JobOutput output) {
        return output.isOpen() && state.now().isBefore(output.expiresAt());
    }

    /** Tells the vendor, unless a copy that should be ours is not in the store. */
    public Handled order(Effect.ForgetJob effect) {
        Job job = state.own(tx -> tx.jobs().find(effect.job())).orElse(null);
        VendorJobId known = job == null ? null : job.vendorJobId();
        if (job == null || known == null) {
            return new Handled.Done();
        }
        JobOrder forget = policies.vendor(job.vendor()).control().forget();
        if (forget == null) {
            return new Handled.Kept(job.vendor() + " cannot be told to forget a job");
        }
        if (!isSeen(job)) {
            return new Handled.Kept("an output of job " + job.id() + " is not in the store as it was kept");
        }
        forget.give(known);
        return new Handled.Done();
    }

    private boolean isSeen(Job job) {
        List<Asset> kept = state.own(tx -> job.outputs().stream()
                .map(JobOutput::asset)
                .filter(Objects::nonNull)
                .flatMap(asset -> tx.assets().find(asset).stream())
                .toList());
        return kept.stream().allMatch(this::isSeen);
    }

    /** What has left by the host's own will needs no copy. */
    private boolean isSeen(Asset asset) {
        if (asset.state() == AssetState.DELETING || asset.state() == AssetState.DELETED) {
            return true;
        }
        Optional<StoredBlob> blob = providers.of(asset.location()).stat(asset.location());
        return blob.filter(found -> found.size() == asset.content().size()).isPresent();
    }
}
