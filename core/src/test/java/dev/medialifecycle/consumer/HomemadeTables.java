package dev.medialifecycle.consumer;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.webhook.StoredDelivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All rows; every value is immutable, so that a copy of the maps is a snapshot. */
final class HomemadeTables {
    final Map<AssetId, Asset> assets = new HashMap<>();
    final Map<JobId, Job> jobs = new HashMap<>();
    final List<StoredDelivery> deliveries = new ArrayList<>();
    final Map<UUID, OutboxEntry> outbox = new HashMap<>();
    final Map<UUID, Instant> leases = new HashMap<>();
    final Map<UUID, OutboxEntry> givenUp = new HashMap<>();
    final Map<String, String> marks = new HashMap<>();

    HomemadeTables copy() {
        HomemadeTables copy = new HomemadeTables();
        copy.assets.putAll(assets);
        copy.jobs.putAll(jobs);
        copy.deliveries.addAll(deliveries);
        copy.outbox.putAll(outbox);
        copy.leases.putAll(leases);
        copy.givenUp.putAll(givenUp);
        copy.marks.putAll(marks);
        return copy;
    }

    static MediaLifecycleException stale() {
        return new MediaLifecycleException(ErrorCode.STALE_VERSION, ErrorKind.CONFLICT, "It has changed");
    }
}
