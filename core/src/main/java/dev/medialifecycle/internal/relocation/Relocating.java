package dev.medialifecycle.internal.relocation;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.exit.Pause;
import dev.medialifecycle.internal.exit.Releases;
import dev.medialifecycle.internal.exit.SettlingUploads;
import dev.medialifecycle.internal.intake.Spool;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Lease;
import dev.medialifecycle.internal.state.Leases;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.relocation.Relocation;
import dev.medialifecycle.relocation.RelocationReport;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.sweep.Duty;
import dev.medialifecycle.sweep.SweepMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes through the assets that are to move, page by page, and moves them one by one. */
public final class Relocating {
    private static final Logger LOG = LoggerFactory.getLogger(Relocating.class);
    private static final int PAGE = 500;

    /** For so long a killed run can be taken up where it stopped. */
    private static final Duration TAKEN_UP_WITHIN = Duration.ofDays(7);

    private final State state;
    private final Providers providers;
    private final Predicate<Relocation.Target> isRetired;
    private final Pause pause;
    private final Leases leases;
    private final Mover mover;
    private final Unrecorded unrecorded;

    /** What of the roads in and out it needs. */
    public record Roads(Spool spool, Pause pause, Releases releases, SettlingUploads unconfirmed) {}

    /** Wired once; a copy that was not confirmed within the time for uploads, or a week if that is longer, leaves again. */
    public Relocating(
            Ground ground,
            Roads roads,
            Leases leases,
            Duration confirmUploadsWithin,
            Predicate<Relocation.Target> isRetired) {
        this.state = ground.state();
        this.providers = ground.providers();
        this.isRetired = isRetired;
        this.pause = roads.pause();
        this.leases = leases;
        Duration confirmWithin =
                confirmUploadsWithin.compareTo(TAKEN_UP_WITHIN) > 0 ? confirmUploadsWithin : TAKEN_UP_WITHIN;
        this.mover = new Mover(
                providers,
                new Bytes(providers, roads.spool()),
                new Copies(state, roads.unconfirmed(), confirmWithin),
                new Switch(ground, roads.releases()));
        this.unrecorded = new Unrecorded(ground);
    }

    /** What would move, from the rows alone: no blob is read or asked for, and nothing is changed. */
    public RelocationReport plan(Relocation relocation) {
        check(relocation);
        Tally tally = new Tally(SweepMode.DRY_RUN);
        pages(
                relocation,
                tally,
                page -> foreseen(page)
                        .forEach((asset, standing) -> tally.add(asset, page.get(asset), Outcome.foreseen(standing))));
        unrecorded.count(relocation, tally);
        return tally.report();
    }

    /** Moves them; refused while another node moves from the same place, or while it is paused. */
    public RelocationReport relocate(Relocation relocation) {
        check(relocation);
        Instant startedAt = state.now();
        Tally tally = new Tally(SweepMode.EXECUTE);
        try (Lease lease = leases.require("relocation " + relocation.source())) {
            pause.refuse(Duty.RELOCATION);
            Mover.Errand errand = new Mover.Errand(relocation, startedAt, tx -> guard(tx, lease));
            pages(
                    relocation,
                    tally,
                    page -> page.forEach((asset, target) -> {
                        if (goesOn(tally)) {
                            move(errand, asset, target, lease, tally);
                        }
                    }));
            unrecorded.count(relocation, tally);
        }
        LOG.info("Moved {} to {}: {}", relocation.source(), relocation.target(), tally.report());
        return tally.report();
    }

    private void guard(Transaction tx, Lease lease) {
        lease.check(tx);
        pause.refuse(tx, Duty.RELOCATION);
    }

    private static boolean goesOn(Tally tally) {
        if (Thread.currentThread().isInterrupted()) {
            tally.end("the thread was interrupted");
        }
        return tally.goesOn();
    }

    private void move(Mover.Errand errand, Asset asset, BlobLocation target, Lease lease, Tally tally) {
        try {
            lease.keep();
            mover.move(errand, asset, target).ifPresent(outcome -> tally.add(asset, target, outcome));
        } catch (MediaLifecycleException e) {
            if (e.code() == ErrorCode.ANOTHER_NODE || e.code() == ErrorCode.PAUSED) {
                tally.end(String.valueOf(e.getMessage()));
                return;
            }
            Outcome outcome = Outcome.of(e);
            LOG.warn("{} was not moved to {} ({})", asset.location(), target, outcome.verdict(), e);
            tally.add(asset, target, outcome);
        }
    }

    /** Every asset in use that is meant, with its target, in pages; some may be empty. */
    private void pages(Relocation relocation, Tally tally, Consumer<Map<Asset, BlobLocation>> work) {
        // Everything in use, those included that changed this very moment.
        Instant soon = state.now().plus(Duration.ofDays(1));
        AssetId after = null;
        List<Asset> page;
        do {
            AssetId from = after;
            page = state.own(tx -> tx.assets().in(AssetState.ACTIVE, soon, from, PAGE));
            Map<Asset, BlobLocation> meant = new LinkedHashMap<>();
            for (Asset asset : page) {
                after = asset.id();
                target(relocation, asset, tally).ifPresent(target -> meant.put(asset, target));
            }
            work.accept(meant);
        } while (page.size() == PAGE && tally.goesOn());
    }

    private static Optional<BlobLocation> target(Relocation relocation, Asset asset, Tally tally) {
        try {
            return relocation.targetOf(asset.location());
        } catch (MediaLifecycleException e) {
            if (e.code() != ErrorCode.INVALID_LOCATION) {
                throw e;
            }
            tally.add(asset, null, Outcome.of(e));
            return Optional.empty();
        }
    }

    private Map<Asset, Standing> foreseen(Map<Asset, BlobLocation> page) {
        return state.own(tx -> {
            List<AssetId> ids = page.keySet().stream().map(Asset::id).toList();
            Set<AssetId> pinned = ids.isEmpty() ? Set.of() : tx.jobs().pinned(ids);
            Map<BlobLocation, Asset> there = new HashMap<>();
            tx.assets().at(new HashSet<>(page.values())).forEach(asset -> there.put(asset.location(), asset));
            Map<Asset, Standing> standings = new LinkedHashMap<>();
            page.forEach((asset, target) ->
                    standings.put(asset, Standing.of(asset, pinned.contains(asset.id()), there.get(target))));
            return standings;
        });
    }

    private void check(Relocation relocation) {
        Relocation.Source source = relocation.source();
        Relocation.Target target = relocation.target();
        checkBucket(source.provider(), source.bucket());
        checkBucket(target.provider(), target.bucket());
        if (isRetired.test(target)) {
            throw new MediaLifecycleException(
                    ErrorCode.BUCKET_RETIRED,
                    ErrorKind.REJECTED,
                    "Nothing moves to " + target + ", which is retired. Next: move to another bucket");
        }
    }

    private void checkBucket(String provider, String bucket) {
        if (!providers.get(provider).buckets().contains(bucket)) {
            throw StorageFailure.bucketNotFound(provider, bucket);
        }
    }
}
