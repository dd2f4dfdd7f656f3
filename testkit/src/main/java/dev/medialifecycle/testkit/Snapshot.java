package dev.medialifecycle.testkit;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.webhook.DeliveryId;
import dev.medialifecycle.webhook.StoredDelivery;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a repository says about the samples 1 to 4, however it is asked. */
record Snapshot(
        List<Optional<Asset>> assets,
        List<Asset> located,
        List<Optional<Job>> jobs,
        Optional<Job> started,
        Optional<Job> startedAgain,
        Set<AssetId> pinned,
        List<Optional<StoredDelivery>> deliveries,
        long waiting,
        List<OutboxEntry> givenUp,
        List<Optional<String>> marks) {

    static Snapshot of(Transaction tx) {
        List<AssetId> ids = numbers().map(Samples::assetId).toList();
        return new Snapshot(
                ids.stream().map(id -> tx.assets().find(id)).toList(),
                tx
                        .assets()
                        .at(numbers()
                                .map(number -> Samples.asset(number).location())
                                .toList())
                        .stream()
                        .sorted((one, other) -> one.id().compareTo(other.id()))
                        .toList(),
                numbers().map(number -> find(tx, Samples.jobId(number))).toList(),
                tx.jobs().find(Samples.vendorJobId("one")),
                tx.jobs().find(Samples.vendorJobId("two")),
                tx.jobs().pinned(ids),
                numbers().map(number -> find(tx, Samples.deliveryId(number))).toList(),
                tx.outbox().size(),
                tx.outbox().givenUp(10),
                List.of(
                        tx.marks().find("kept"),
                        tx.marks().find("other"),
                        tx.marks().find("new")));
    }

    private static Optional<Job> find(Transaction tx, JobId id) {
        return tx.jobs().find(id);
    }

    private static Optional<StoredDelivery> find(Transaction tx, DeliveryId id) {
        return tx.deliveries().find(id);
    }

    private static Stream<Integer> numbers() {
        return IntStream.rangeClosed(1, 4).boxed();
    }
}
