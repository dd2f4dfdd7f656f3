package dev.medialifecycle;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.diagnosis.Diagnosis;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.diagnosis.Retirement;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.Setup;
import dev.medialifecycle.internal.Wiring;
import dev.medialifecycle.internal.exit.Releases;
import dev.medialifecycle.internal.sweep.Background;
import dev.medialifecycle.internal.sweep.Crews;
import dev.medialifecycle.internal.work.JobBook;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.release.Release;
import dev.medialifecycle.relocation.Relocation;
import dev.medialifecycle.relocation.RelocationReport;
import dev.medialifecycle.sweep.BackgroundPlan;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.sweep.CycleReport;
import dev.medialifecycle.sweep.Duty;
import dev.medialifecycle.sweep.PassReport;
import dev.medialifecycle.sweep.PausedDuty;
import dev.medialifecycle.sweep.SweepLimits;
import dev.medialifecycle.sweep.SweepPlan;
import dev.medialifecycle.sweep.SweepScope;
import dev.medialifecycle.upload.Upload;
import dev.medialifecycle.webhook.DeliveryId;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.StoredDelivery;
import dev.medialifecycle.webhook.WebhookDelivery;
import dev.medialifecycle.webhook.WebhookOutcome;
import dev.medialifecycle.webhook.WebhookReply;
import dev.medialifecycle.webhook.WebhookRequest;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Media from upload to deletion. Thread-safe and blocking; without threads of its own until {@link #startBackground}. Whoever
 * calls inside a transaction of the host's has the library's rows in it too, where the repository can join one.
 */
public final class MediaLifecycle implements AutoCloseable {
    private final Wiring parts;
    private final AtomicReference<@Nullable Background> background = new AtomicReference<>();

    MediaLifecycle(Setup setup) {
        this.parts = Wiring.of(setup);
    }

    /** Starts a configuration. */
    public static MediaLifecycleBuilder builder() {
        return new MediaLifecycleBuilder();
    }

    // ---- the road in

    /**
     * Validates, records, stores; a crash midway leaves a PENDING asset, not an unknown blob. In use once the host's transaction
     * commits, or at once if there is none. Throws {@link dev.medialifecycle.upload.UploadRejectedException} before anything
     * is stored, and {@code ML-UP-010} if storing fails.
     */
    public Asset upload(Upload upload) {
        return parts.in().uploads().upload(upload);
    }

    /** The asset with this id, in any state, as long as its row lasts. */
    public Optional<Asset> asset(AssetId id) {
        return parts.ground().state().joined(tx -> tx.assets().find(id));
    }

    /** The asset at a location, in any state: empty for a blob without a row. */
    public Optional<Asset> asset(BlobLocation location) {
        return parts.ground().state().joined(tx -> tx.assets().at(List.of(location))).stream()
                .findFirst();
    }

    /** Opens an asset's bytes; {@code ML-AST-002} unless it is ACTIVE. The caller closes the stream. */
    public InputStream open(AssetId id, ByteRange range) {
        Asset asset = active(id);
        return parts.ground().providers().of(asset.location()).open(asset.location(), range);
    }

    /** A URL that reads the asset for a while, such as the one handed to a vendor; {@code ML-AST-002} unless it is ACTIVE. */
    public URI signedUrl(AssetId id, Duration lifetime) {
        Asset asset = active(id);
        return parts.ground().providers().of(asset.location()).signedUrl(asset.location(), lifetime);
    }

    /** The lasting URL of an asset in a public bucket, the one to store with a record; {@code ML-AST-002} unless it is ACTIVE. */
    public URI publicUrl(AssetId id) {
        Asset asset = active(id);
        return parts.ground().providers().of(asset.location()).publicUrl(asset.location());
    }

    /** What a URL stands for; never throws, whatever the text. */
    public Located locate(String url) {
        return parts.ground().providers().locate(url);
    }

    // ---- jobs

    /** Opens a job over its inputs, in the host's transaction; it pins them from the commit until it ends. */
    public Job openJob(String owner, String vendor, Set<AssetId> inputs) {
        return parts.work().jobs().open(owner, vendor, Set.copyOf(inputs));
    }

    /** Ties a job to the id the vendor answered with; idempotent. */
    public Job jobStarted(JobId job, VendorJobId vendorJobId) {
        return parts.work().jobs().started(job, vendorJobId);
    }

    /** Ends a job that the vendor never took; does nothing to one that has ended. In the host's transaction. */
    public Job jobFailed(JobId id, String reason) {
        return parts.ground().state().joined(tx -> {
            Job job = tx.jobs().find(id).orElseThrow(() -> JobBook.notFound(id));
            parts.work().moves().apply(tx, job, new JobOutcome.Failed(reason));
            return tx.jobs().find(id).orElse(job);
        });
    }

    /**
     * Ends a job that the host wants no more, in its transaction: the vendor is told to stop, inputs and kept outputs leave, what it still
     * delivers is answered with the reason and not applied. Does nothing to one that has ended.
     */
    public Job cancelJob(JobId id, String reason) {
        return parts.work().canceling().cancel(id, reason);
    }

    /**
     * Has the vendor forget a job that has ended, with its outputs, once every kept output has been seen in our own store;
     * {@code ML-JOB-002} while outputs are still to be fetched, {@code ML-CFG-005} for a vendor that cannot be told.
     */
    public void forgetAtVendor(JobId id) {
        parts.work().forgetting().forget(id);
    }

    /** The job with this id. */
    public Optional<Job> job(JobId id) {
        return parts.ground().state().joined(tx -> tx.jobs().find(id));
    }

    /** The job that a vendor knows under this id. */
    public Optional<Job> job(VendorJobId id) {
        return parts.ground().state().joined(tx -> tx.jobs().find(id));
    }

    /** Verifies, stores and applies a delivery; durable on return. Answer the sender with the reply's status and body. */
    public WebhookReply receive(WebhookDelivery delivery) {
        return parts.work().inbox().receive(delivery);
    }

    /** The same for a request whose body has not been read, of which no more is read than may be. */
    public WebhookReply receive(WebhookRequest request) {
        return parts.work().inbox().receive(request);
    }

    /** Stored deliveries in a state, newest first; those that are DEAD wait for a person. */
    public List<StoredDelivery> deliveries(DeliveryState state, int limit) {
        return parts.ground().state().own(tx -> tx.deliveries().in(state, limit));
    }

    /** Deals with a stored delivery once more, as if it had come now; what it did before is not done again. {@code ML-WH-010} if unknown. */
    public WebhookReply replay(DeliveryId delivery) {
        return parts.work().inbox().replay(delivery);
    }

    /** Replays what is DEAD, newest first: done is what is dealt with now, kept what is DEAD still. */
    public PassReport replayDead(int limit) {
        return parts.work().inbox().replayDead(limit);
    }

    /** Applies news that came another way than by webhook, from a source that the caller trusts. */
    public WebhookOutcome apply(JobEvent event) {
        return parts.ground()
                .state()
                .joined(tx -> tx.jobs()
                        .find(event.vendorJobId())
                        .map(job -> parts.work().moves().apply(tx, job, event).outcome())
                        .orElse(WebhookOutcome.IGNORED));
    }

    /** Makes one output ours now; the same asset however often it is called. Not to be called inside a transaction. */
    public Asset promote(JobId job, int index) {
        return parts.work().outputs().promote(job, index);
    }

    // ---- the road out

    /** Fire-and-forget clean-up: recorded in the host's transaction, done after its commit, vetoed by any reference. */
    public void release(AssetId id) {
        release(List.of(id));
    }

    /** The same for many; {@code ML-AST-001} if one of them is unknown, and then none is released. */
    public void release(Collection<AssetId> ids) {
        parts.exit().releases().release(ids);
    }

    /** The same for hosts that only kept URLs: one answer each, in order; nothing is thrown for a URL that is not ours. */
    public List<Release> releaseUrls(String owner, Collection<String> urls) {
        return parts.exit().urlReleases().release(owner, urls);
    }

    /** A record was updated: releases what {@code before} has and {@code after} has not, by location, not by spelling. */
    public List<Release> replaceUrls(String owner, Collection<String> before, Collection<String> after) {
        return parts.exit().urlReleases().replace(owner, before, after);
    }

    /** Takes an asset back out of quarantine; {@code ML-AST-002} once its bytes are being deleted. */
    public Asset restore(AssetId id) {
        return parts.exit().releases().restore(id);
    }

    /** Stops everything that removes, on every node, until {@link #resume()}; durable. What is due waits in the outbox. */
    public void pause(String reason) {
        parts.exit().pause().pause(reason);
    }

    /** Stops one duty on every node; the others go on. */
    public void pause(Duty duty, String reason) {
        parts.exit().pause().pause(duty, reason);
    }

    /** What is stopped, why, and since when. */
    public List<PausedDuty> paused() {
        return parts.exit().pause().paused();
    }

    /** Lets everything go on, whatever was stopped. */
    public void resume() {
        parts.exit().pause().resume();
    }

    /** Lets one duty go on that was stopped by itself; it stays stopped while everything that removes is. */
    public void resume(Duty duty) {
        parts.exit().pause().resume(duty);
    }

    /** A person says that what this reference source holds now is right, however little it is. */
    public void acceptReferences(String sourceName) {
        parts.exit().references().accept(sourceName);
    }

    // ---- work that is due

    /** Runs due effects, at most {@code limit}; call it from any scheduler, on any node. */
    public PassReport runDue(int limit) {
        return parts.effects().run(limit, () -> !Thread.currentThread().isInterrupted());
    }

    /** Effects that will not be tried again by themselves, each with its reason. */
    public List<OutboxEntry> givenUp(int limit) {
        return parts.ground().state().own(tx -> tx.outbox().givenUp(limit));
    }

    /** Tries a given-up effect again; false if there is none of this id. */
    public boolean retry(UUID entry) {
        return parts.ground()
                .state()
                .own(tx -> tx.outbox().retry(entry, parts.ground().state().now()));
    }

    // ---- sweeps

    /** Finds orphans without touching them; throws and concludes nothing if anything could not be known. */
    public SweepPlan planSweep(SweepScope scope) {
        return parts.sweeps().planner().plan(scope, () -> {});
    }

    /** Adopts and quarantines what the plan names, after asking every reference source again; {@code ML-SW-006} while another node does. */
    public PassReport execute(SweepPlan plan, SweepLimits limits) {
        return parts.sweeps().execution().execute(plan, limits, () -> {});
    }

    /** Runs one comprehensive cycle now, or says that another node is at it; never throws for what goes wrong in a part. */
    public CycleReport sweep(CyclePlan plan) {
        return parts.sweeps().cycle().run(plan);
    }

    // ---- moving

    /** What {@link #relocate} would do, with examples, from the rows and one listing; reads no blob and changes nothing. */
    public RelocationReport planRelocation(Relocation relocation) {
        return parts.sweeps().relocating().plan(relocation);
    }

    /**
     * Moves assets, each under the id that it has: copied, verified by SHA-256, then switched in one transaction with the host's
     * references; the old copy is released. Not to be called inside a transaction. Killed or failed half-way, call it again.
     * {@code ML-SW-006} while another node moves from there, {@code ML-ST-007} for a retired target.
     */
    public RelocationReport relocate(Relocation relocation) {
        return parts.sweeps().relocating().relocate(relocation);
    }

    // ---- questions that people ask

    /**
     * Looks at the repository, the spool, the references, the policies and every bucket of every provider, into which one small blob
     * is written and taken away again; each finding has its cause and what to do next. Never throws; logs what it found. Not to be
     * called inside a transaction.
     */
    public Diagnosis diagnose() {
        return parts.checks().examination().run();
    }

    /** Why a URL is, or is not, the name of one of our blobs, step by step; never throws, and repeats no query. */
    public List<Finding> explainUrl(String url) {
        return parts.checks().urls().tell(url);
    }

    /** What still keeps a bucket from being removed; lists all of it, and throws if anything could not be known. */
    public Retirement retirement(String provider, String bucket) {
        return parts.checks().retiring().of(provider, bucket);
    }

    /**
     * Looks up the provider's own ids of assets in use that were recorded without one, so that deleting them costs no search. Done
     * are those that have one now, kept those of which the provider knows none; stops at an outage, and may be repeated.
     */
    public PassReport fillHandles(String provider) {
        return parts.checks().missingHandles().fill(provider);
    }

    // ---- its own life

    /** Runs due effects, and cycles if the plan has any, on daemon threads until {@link #close}; refused if it runs already. */
    public void startBackground(BackgroundPlan plan) {
        Background started =
                new Background(Crews.of(plan, parts.effects(), parts.sweeps().cycle()), parts.threads());
        if (!background.compareAndSet(null, started)) {
            throw new IllegalStateException("Background work runs already");
        }
        started.start();
    }

    /**
     * Ends background work as {@link #close} does and begins it anew, with a cycle at once if the last one has hung: what does not
     * come to a stopping place any more is left behind, and whatever it still tries is refused. Refused if nothing runs.
     */
    public void restartBackground() {
        Background stuck = background.get();
        if (stuck == null) {
            throw new IllegalStateException("No background work runs. Next: startBackground(...)");
        }
        stuck.close();
        parts.sweeps().leases().withdraw();
        Background fresh = stuck.again();
        if (background.compareAndSet(stuck, fresh)) {
            fresh.start();
        }
    }

    /** Ends background work within seconds; what is not done yet is in the outbox. Leaves what was handed in open. Idempotent. */
    @Override
    public void close() {
        Background running = background.getAndSet(null);
        if (running != null) {
            running.close();
        }
    }

    private Asset active(AssetId id) {
        Asset asset = asset(id).orElseThrow(() -> Releases.notFound(id));
        if (asset.state() != AssetState.ACTIVE) {
            throw new MediaLifecycleException(
                    ErrorCode.ASSET_CLOSED,
                    ErrorKind.NOT_FOUND,
                    "Asset " + id + " is not in use: it is " + asset.state());
        }
        return asset;
    }
}
