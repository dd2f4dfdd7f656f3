package dev.medialifecycle.internal.work;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.exit.Releases;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobReport;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.webhook.Patience;
import dev.medialifecycle.webhook.StoredDelivery;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Opens jobs over their inputs, and ties them to the vendor's id. */
public final class JobBook {
    private final State state;
    private final Announcer announcer;
    private final Policies policies;
    private final Releases releases;

    /** Wired once. */
    public JobBook(Ground ground, Releases releases) {
        this.state = ground.state();
        this.announcer = ground.announcer();
        this.policies = ground.policies();
        this.releases = releases;
    }

    /** Opens a job in the host's transaction; from its commit on the inputs are pinned. */
    public Job open(String owner, String vendor, Set<AssetId> inputs) {
        Patience patience = policies.vendor(vendor).patience();
        return state.joined(tx -> {
            new TreeSet<>(inputs).forEach(input -> use(tx, owner, input));
            Instant now = state.now();
            Job job = new Job(
                    new JobId(state.newId()),
                    owner,
                    vendor,
                    inputs,
                    null,
                    JobStatus.STARTING,
                    null,
                    JobReport.none(),
                    List.of(),
                    now,
                    now.plus(patience.deadline()),
                    null,
                    0);
            tx.jobs().insert(job);
            state.add(tx, new Effect.PollJob(job.id()), now.plus(patience.pollAfter()));
            announcer.after(tx, new MediaEvent.JobOpened(job));
            return job;
        });
    }

    /** Changes the asset's row, so that whoever is just letting it go sees that somebody uses it. */
    private void use(Transaction tx, String owner, AssetId id) {
        Asset asset = tx.assets().find(id).orElseThrow(() -> Releases.notFound(id));
        if (!asset.owner().equals(owner)) {
            throw Releases.notFound(id);
        }
        if (asset.state() == AssetState.QUARANTINED) {
            releases.restored(tx, asset);
        } else if (asset.state() == AssetState.ACTIVE) {
            tx.assets().update(asset.used(state.now()));
        } else {
            throw new MediaLifecycleException(
                    ErrorCode.ASSET_CLOSED,
                    ErrorKind.CONFLICT,
                    "Asset " + id + " cannot be an input: it is " + asset.state() + ". Next: upload it again");
        }
    }

    /** Ties a job to the id the vendor answered with; news that came before is applied next. */
    public Job started(JobId id, VendorJobId vendorJobId) {
        return state.joined(tx -> {
            Job job = tx.jobs().find(id).orElseThrow(() -> notFound(id));
            if (vendorJobId.equals(job.vendorJobId())) {
                return job;
            }
            if (job.vendorJobId() != null || !vendorJobId.vendor().equals(job.vendor())) {
                throw new MediaLifecycleException(
                        ErrorCode.JOB_CLOSED,
                        ErrorKind.CONFLICT,
                        "Job " + id + " of " + job.vendor() + " is known there already, or is another vendor's than "
                                + vendorJobId.vendor());
            }
            Job started = tx.jobs().update(job.startedAs(vendorJobId));
            if (job.status() == JobStatus.CANCELED) {
                // It was canceled before anybody knew what the vendor calls it.
                state.add(tx, new Effect.CancelJob(id), state.now());
            }
            for (StoredDelivery parked : tx.deliveries().parked(vendorJobId)) {
                state.add(tx, new Effect.ApplyDelivery(parked.id()), state.now());
            }
            return started;
        });
    }

    /** {@code ML-JOB-001}. */
    public static MediaLifecycleException notFound(JobId id) {
        return new MediaLifecycleException(ErrorCode.JOB_NOT_FOUND, ErrorKind.NOT_FOUND, "There is no job " + id);
    }
}
