package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.listener.MediaEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What must hold after every step, looked at where it would break: at each commit, at each delete, and in between. */
final class Invariants {
    private final SimulatedWorld world;
    private final JobArrows jobArrows = new JobArrows(this);
    private final Leases leases = new Leases(this);
    private final Closers closers = new Closers(this);
    private final Endings endings;
    private final Map<AssetId, Instant> quarantined = new HashMap<>();
    private final Map<BlobLocation, Long> deleted = new HashMap<>();
    private final Set<BlobLocation> lostByFailover = new HashSet<>();
    private long failedOverAt = -1;
    private long pausedAt = -1;
    private int deletes;

    Invariants(SimulatedWorld world) {
        this.world = world;
        this.endings = new Endings(world, this);
    }

    // ---- at each commit

    void committed(Committed before, Committed after, SimulatedTransaction transaction) {
        Set<AssetId> assets = new LinkedHashSet<>();
        Set<JobId> jobs = new LinkedHashSet<>();
        for (Statement write : transaction.writes()) {
            assets.addAll(write.mentioned(AssetId.class));
            write.mentioned(Asset.class).forEach(asset -> assets.add(asset.id()));
            jobs.addAll(write.mentioned(JobId.class));
            write.mentioned(Job.class).forEach(job -> jobs.add(job.id()));
            leases.written(write, after, transaction.node());
        }
        assets.forEach(id -> changed(id, before, after, transaction));
        for (JobId id : jobs) {
            jobArrows.changed(id, before, after);
            endings.changed(before.job(id).orElse(null), after.job(id).orElse(null));
        }
        notePause(before, after);
    }

    private void notePause(Committed before, Committed after) {
        if (after.isPaused() && !before.isPaused()) {
            pausedAt = after.number();
        }
    }

    private void changed(AssetId id, Committed before, Committed after, SimulatedTransaction transaction) {
        SimulatedNode by = transaction.node();
        Asset old = before.asset(id).orElse(null);
        Asset now = after.asset(id).orElse(null);
        boolean isOvertaken = failedOverAt > by.beganAt();
        require(isOvertaken || AssetArrows.allowed(old, now), () -> "an asset went from " + old + " to " + now);
        if (now == null) {
            return;
        }
        closers.changed(old, now, by);
        require(
                now.state() != AssetState.DELETING || !after.isPaused() || transaction.beganAt() <= pausedAt,
                () -> "closed by a transaction that began after the pause: " + now);
        AssetState from = old == null ? null : old.state();
        if (from != now.state()) {
            world.history()
                    .add(world.history().name(id) + " (" + now.role() + ", "
                            + world.history().name(now.location()) + "): " + from + " -> " + now.state() + " by "
                            + by.name());
            moved(now, from, after, by);
        }
    }

    private void moved(Asset now, @Nullable AssetState from, Committed after, SimulatedNode by) {
        if (now.state() == AssetState.QUARANTINED && from != AssetState.DELETING) {
            quarantined.put(now.id(), now.changedAt());
            Instant earliest = world.clock().instant().minus(tolerance()).minus(SimulatedWorld.LONGEST_TRANSACTION);
            require(now.changedAt().isAfter(earliest), () -> "its quarantine began in the past: " + now);
            leaves(now, from == null, after, by);
        }
        if (now.state() == AssetState.ACTIVE && from == AssetState.PENDING) {
            require(
                    world.bucket().has(now.location()) || isLostByFailover(now.location()),
                    () -> "an asset became ACTIVE without bytes: " + now);
        }
    }

    /** An asset is taken out of use. */
    private void leaves(Asset asset, boolean isAdopted, Committed after, SimulatedNode by) {
        for (HostRow row : after.references(asset.location())) {
            boolean isNew = row.since() > by.beganAt() || failedOverAt > by.beganAt();
            require(isNew, () -> "taken out of use although referred to all along: " + asset);
        }
        require(
                asset.location().key().startsWith("app/")
                        || asset.location().bucket().equals(SimulatedBucket.INPUTS),
                () -> "taken out of use although outside of every scope: " + asset);
        if (isAdopted) {
            Duration age = world.bucket()
                    .age(asset.location())
                    .orElse(Duration.ofDays(1))
                    .plus(tolerance());
            require(
                    age.compareTo(SimulatedWorld.MINIMUM_AGE) >= 0,
                    () -> "adopted as an orphan at the age of " + age + ": " + asset);
        } else {
            require(!after.isPinned(asset.id()), () -> "taken out of use although a running job uses it: " + asset);
        }
    }

    // ---- at each put and each delete

    /** Bytes are about to be sent. */
    void storing(BlobLocation location) {
        require(
                world.database().now().asset(location).isPresent() || failedOverAt >= 0,
                () -> "bytes are sent before there is a record: " + location);
    }

    /** The bytes are about to vanish, whoever asked for it and whenever. */
    void deleting(StoredBlob blob, SimulatedNode by, long requestedAt) {
        deletes++;
        BlobLocation location = blob.location();
        Committed now = world.database().now();
        deleted.put(location, now.number());
        if (requestedAt <= failedOverAt) {
            // The commit that allowed it may be among those that were lost: the window that only synchronous
            // replication closes.
            lostByFailover.add(location);
            return;
        }
        require(
                now.references(location).isEmpty() || isLostByFailover(location),
                () -> "a live file is deleted: " + now.references(location));
        Asset asset = now.asset(location).orElseThrow(() -> new InvariantBroken("deleted without a record: " + blob));
        require(
                asset.state() == AssetState.DELETING || asset.state() == AssetState.DELETED,
                () -> "deleted although its record is not closed: " + asset);
        require(!now.isPinned(asset.id()), () -> "deleted although a running job uses it: " + asset);
        require(
                !now.isPaused() || by.leasedAt() < pausedAt || requestedAt < pausedAt,
                () -> "deleted in a batch that was begun after the pause: " + asset);
        Instant since = quarantined.get(asset.id());
        Instant end = world.clock().instant().plus(tolerance());
        require(
                since == null || !end.isBefore(since.plus(AssetArrows.quarantine(asset))),
                () -> "deleted before its quarantine was over: " + asset);
    }

    private Duration tolerance() {
        return world.weather().skew().multipliedBy(2);
    }

    // ---- whenever

    void told(SimulatedNode node, MediaEvent event) {
        if (event instanceof MediaEvent.EffectFailed failed) {
            world.history().add(node.name() + " failed: " + failed.reason());
            require(!failed.reason().endsWith("see the log"), () -> "an effect met a bug: " + failed);
        }
        endings.told(event);
    }

    void answered(SimulatedVendor.Order order, int index) {
        endings.answered(order, index);
    }

    void failedOver(long surviving, Committed now) {
        failedOverAt = now.number();
        deleted.forEach((location, commit) -> {
            if (commit >= surviving) {
                lostByFailover.add(location);
            }
        });
        quarantined.clear();
        leases.forget();
        closers.forget();
        pausedAt = now.isPaused() ? now.number() : -1;
        endings.failedOver();
    }

    /** Every file that the host refers to is there. */
    void check() {
        for (HostRow row : world.database().now().hostRows().values()) {
            require(
                    world.bucket().has(row.target()) || isLostByFailover(row.target()),
                    () -> "a live file is lost: " + row);
        }
    }

    void checkAtTheEnd() {
        endings.check();
    }

    boolean isLostByFailover(BlobLocation location) {
        return lostByFailover.contains(location);
    }

    boolean hasFailedOver() {
        return failedOverAt >= 0;
    }

    int deletes() {
        return deletes;
    }

    void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new InvariantBroken(otherwise.get());
        }
    }
}
