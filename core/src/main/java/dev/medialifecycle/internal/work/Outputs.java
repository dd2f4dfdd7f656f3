package dev.medialifecycle.internal.work;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.exit.Releases;
import dev.medialifecycle.internal.exit.SettlingUploads;
import dev.medialifecycle.internal.intake.RoadIn;
import dev.medialifecycle.internal.intake.SpooledBlob;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobOutput;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.repository.Transaction;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Makes outputs our own: fetched, then brought in by the same road as every upload, once for each (job, index). */
public final class Outputs {
    private final State state;
    private final Announcer announcer;
    private final Providers providers;
    private final Policies policies;
    private final OutputFetcher fetcher;
    private final InlineOutputs inline;
    private final RoadIn road;
    private final JobMoves moves;
    private final Releases releases;
    private final SettlingUploads unconfirmed;

    /** Wired once. */
    public Outputs(
            Ground ground,
            OutputFetcher fetcher,
            RoadIn road,
            JobMoves moves,
            Releases releases,
            SettlingUploads unconfirmed) {
        this.state = ground.state();
        this.announcer = ground.announcer();
        this.providers = ground.providers();
        this.policies = ground.policies();
        this.fetcher = fetcher;
        this.inline = new InlineOutputs(ground);
        this.road = road;
        this.moves = moves;
        this.releases = releases;
        this.unconfirmed = unconfirmed;
    }

    /** The output as our own asset, the same one however often it is asked for. */
    public Asset promote(JobId id, int index) {
        Job job = state.own(tx -> tx.jobs().find(id)).orElseThrow(() -> JobBook.notFound(id));
        JobOutput output = output(job, index);
        if (output.isOpen()) {
            return bring(job, output);
        }
        AssetId kept = output.asset();
        if (kept == null) {
            throw lost(id, index, String.valueOf(output.failure()));
        }
        return state.own(tx -> inUse(tx, id, index, kept));
    }

    /** Asking for an output is using it: one that nobody had saved comes back out of quarantine. */
    private Asset inUse(Transaction tx, JobId id, int index, AssetId kept) {
        Asset asset = tx.assets().find(kept).orElseThrow(() -> Releases.notFound(kept));
        return switch (asset.state()) {
            case PENDING, ACTIVE -> asset;
            case QUARANTINED -> releases.restored(tx, asset);
            case DELETING, DELETED -> throw lost(id, index, "nobody saved it in time");
        };
    }

    private Asset bring(Job job, JobOutput output) {
        Optional<Asset> input = ownInput(job, output);
        if (input.isPresent()) {
            return state.own(tx -> keep(tx, job.id(), output.index(), input.get()));
        }
        long maxBytes = policies.upload(AssetRole.OUTPUT).maxBytes();
        URI source = inline.resolve(job, output.source());
        try (SpooledBlob bytes =
                fetcher.fetch(source, policies.vendor(job.vendor()).outputs(), maxBytes)) {
            RoadIn.Arrived arrived = road.bring(job.owner(), AssetRole.OUTPUT, bytes, RoadIn.Claims.none());
            return state.own(tx -> confirm(tx, job.id(), output.index(), arrived));
        }
    }

    /** A vendor may hand an input back unchanged; then there is nothing to fetch, and the input must not leave. */
    private Optional<Asset> ownInput(Job job, JobOutput output) {
        if (!(providers.locate(output.source().toString()) instanceof Located.Owned owned)) {
            return Optional.empty();
        }
        return state.own(tx -> tx.assets().at(List.of(owned.location()))).stream()
                .filter(asset ->
                        asset.state() == AssetState.ACTIVE && job.inputs().contains(asset.id()))
                .findFirst();
    }

    private Asset confirm(Transaction tx, JobId id, int index, RoadIn.Arrived arrived) {
        JobOutput output = output(tx.jobs().find(id).orElseThrow(() -> JobBook.notFound(id)), index);
        if (output.isOpen()) {
            return keep(tx, id, index, road.confirm(tx, arrived));
        }
        // Law 6: somebody else was faster, so this copy leaves and theirs is the answer.
        unconfirmed.abandon(tx, arrived.pending());
        AssetId kept = output.asset();
        return Optional.ofNullable(kept)
                .flatMap(asset -> tx.assets().find(asset))
                .orElseThrow(() -> lost(id, index, String.valueOf(output.failure())));
    }

    private Asset keep(Transaction tx, JobId id, int index, Asset asset) {
        Job job = tx.jobs().find(id).orElseThrow(() -> JobBook.notFound(id));
        if (output(job, index).isOpen()) {
            moves.settleOutput(tx, job, output(job, index).kept(asset.id()));
            announcer.after(tx, new MediaEvent.OutputKept(id, index, asset));
        }
        return asset;
    }

    /** Gives an output up, unless it was kept meanwhile. */
    void lose(JobId id, int index, String reason) {
        state.own(tx -> tx.jobs()
                .find(id)
                .filter(job -> output(job, index).isOpen())
                .map(job -> {
                    announcer.after(tx, new MediaEvent.OutputLost(id, index, reason));
                    return moves.settleOutput(tx, job, output(job, index).lost(reason));
                }));
    }

    private static JobOutput output(Job job, int index) {
        if (index < 0 || index >= job.outputs().size()) {
            throw new MediaLifecycleException(
                    ErrorCode.JOB_CLOSED,
                    ErrorKind.REJECTED,
                    "Job " + job.id() + " has " + job.outputs().size() + " outputs and none at " + index);
        }
        return job.output(index);
    }

    private static MediaLifecycleException lost(JobId id, int index, String failure) {
        return new MediaLifecycleException(
                ErrorCode.OUTPUT_EXPIRED,
                ErrorKind.NOT_FOUND,
                "Output " + index + " of job " + id + " was not kept: " + failure);
    }
}
