package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What must be so once faults have ceased: nothing due is left undone, no orphan is left, every job has ended and was told of. */
final class Endings {
    /** Less than the day that a delivery waits for its job. */
    private static final Duration PATIENCE = Duration.ofHours(22);

    private final SimulatedWorld world;
    private final Invariants invariants;
    private final Map<JobId, Set<JobStatus>> told = new HashMap<>();
    private final Map<JobId, Instant> accepted = new HashMap<>();
    private final Map<JobId, Instant> tied = new HashMap<>();

    Endings(SimulatedWorld world, Invariants invariants) {
        this.world = world;
        this.invariants = invariants;
    }

    void told(MediaEvent event) {
        if (event instanceof MediaEvent.JobSucceeded succeeded) {
            told(succeeded.job());
        } else if (event instanceof MediaEvent.JobFailed failed) {
            told(failed.job());
        }
    }

    private void told(Job job) {
        told.computeIfAbsent(job.id(), unused -> new TreeSet<>()).add(job.status());
    }

    /** The vendor was told that we have this news, so it will not send it again. */
    void answered(SimulatedVendor.Order order, int index) {
        if (order.isOutcome(index) && !isDead(order.delivery(index))) {
            accepted.putIfAbsent(order.job(), world.clock().instant());
        }
    }

    /** It came again after its job had not appeared for a day: kept for people to see, and promised to nobody. */
    private boolean isDead(WebhookDelivery delivery) {
        String id = delivery.headers().getOrDefault("id", List.of("none")).get(0);
        return world.database().now().read(tx -> tx.deliveries().in(DeliveryState.DEAD, 1_000)).stream()
                .anyMatch(dead -> dead.vendorDeliveryId().equals(id));
    }

    void changed(@Nullable Job before, @Nullable Job after) {
        if (before == null || after == null) {
            return;
        }
        if (before.vendorJobId() == null && after.vendorJobId() != null) {
            tied.put(after.id(), world.clock().instant());
        }
        if (!before.status().isTerminal() && after.status().isTerminal()) {
            ended(after);
        }
    }

    void failedOver() {
        told.clear();
        accepted.clear();
        tied.clear();
    }

    void check() {
        Committed now = world.database().now();
        List<OutboxEntry> due = now.rows().copy().inNewTransaction(this::due);
        invariants.require(due.isEmpty(), () -> "still due although nothing is in its way: " + due);
        List<OutboxEntry> givenUp = now.read(tx -> tx.outbox().givenUp(100));
        invariants.require(givenUp.isEmpty(), () -> "still given up: " + givenUp);
        for (StoredBlob blob : world.bucket().all()) {
            invariants.require(
                    isExplained(blob.location(), now),
                    () -> "an orphan is left: " + blob + " " + now.asset(blob.location()));
        }
        told.forEach((job, statuses) ->
                invariants.require(statuses.size() == 1, () -> job + " was told to have ended as each of " + statuses));
    }

    private List<OutboxEntry> due(Transaction tx) {
        List<OutboxEntry> due = new ArrayList<>();
        Instant time = world.clock().instant();
        tx.outbox().lanes().forEach(lane -> due.addAll(tx.outbox().lease(lane, time, Duration.ofMinutes(1), 1_000)));
        return due;
    }

    private boolean isExplained(BlobLocation location, Committed now) {
        if (location.key().startsWith("others/") || !now.references(location).isEmpty()) {
            return true;
        }
        Asset asset = now.asset(location).orElse(null);
        if (asset == null || asset.state() != AssetState.ACTIVE) {
            return false;
        }
        return asset.role().equals(SimulatedNode.KEPT) || isOutputOfItsJob(asset, now);
    }

    private static boolean isOutputOfItsJob(Asset asset, Committed now) {
        return now.read(tx -> tx.jobs().using(asset.id())).stream()
                .flatMap(job -> job.outputs().stream())
                .anyMatch(output -> asset.id().equals(output.asset()));
    }

    /** A job has ended: what its vendor was told to be received may not be lost to our own patience. */
    private void ended(Job job) {
        Instant news = accepted.get(job.id());
        Instant known = tied.get(job.id());
        boolean isHeard = news != null && known != null && known.isBefore(news.plus(PATIENCE));
        invariants.require(
                !isHeard || job.status() != JobStatus.EXPIRED,
                () -> "a job expired although its outcome was received: " + job);
    }
}
