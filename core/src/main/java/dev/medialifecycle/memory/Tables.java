package dev.medialifecycle.memory;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.webhook.DeliveryId;
import dev.medialifecycle.webhook.StoredDelivery;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/** All rows, and the indexes that keep a location, a vendor's job and a vendor's delivery unique. */
final class Tables {
    /** The order of ids as text, as databases order UUIDs; {@code UUID.compareTo} is signed and differs. */
    static final Comparator<UUID> ID_ORDER = Comparator.<UUID>comparingLong(
                    id -> id.getMostSignificantBits() ^ Long.MIN_VALUE)
            .thenComparingLong(id -> id.getLeastSignificantBits() ^ Long.MIN_VALUE);

    final NavigableMap<AssetId, Asset> assets = new TreeMap<>(Comparator.comparing(AssetId::value, ID_ORDER));
    final Map<BlobLocation, AssetId> assetsByLocation = new HashMap<>();
    final NavigableMap<JobId, Job> jobs = new TreeMap<>(Comparator.comparing(JobId::value, ID_ORDER));
    final Map<VendorJobId, JobId> jobsByVendorId = new HashMap<>();
    final Map<DeliveryId, StoredDelivery> deliveries = new HashMap<>();
    final Map<VendorDelivery, DeliveryId> deliveriesByVendorId = new HashMap<>();
    final Map<UUID, OutboxRow> outbox = new HashMap<>();
    final Map<String, String> marks = new HashMap<>();

    /** The same rows, which are immutable, in maps of their own. */
    Tables copy() {
        Tables copy = new Tables();
        copy.assets.putAll(assets);
        copy.assetsByLocation.putAll(assetsByLocation);
        copy.jobs.putAll(jobs);
        copy.jobsByVendorId.putAll(jobsByVendorId);
        copy.deliveries.putAll(deliveries);
        copy.deliveriesByVendorId.putAll(deliveriesByVendorId);
        copy.outbox.putAll(outbox);
        copy.marks.putAll(marks);
        return copy;
    }

    /** What makes two attempts the same delivery. */
    record VendorDelivery(String vendor, String id) {}
}
