package dev.medialifecycle.memory;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.webhook.DeliveryId;
import dev.medialifecycle.webhook.StoredDelivery;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All rows, and how to undo what the present transaction did to them. Guarded by the repository's lock. */
final class MemoryTables {
    final Map<AssetId, Asset> assets = new LinkedHashMap<>();
    final Map<String, AssetId> assetAt = new LinkedHashMap<>();
    final Map<JobId, Job> jobs = new LinkedHashMap<>();
    final Map<DeliveryId, StoredDelivery> deliveries = new LinkedHashMap<>();
    final Map<String, DeliveryId> deliveryOf = new LinkedHashMap<>();
    final Map<UUID, MemoryOutbox.Row> outbox = new LinkedHashMap<>();
    final Map<String, String> marks = new LinkedHashMap<>();

    private final Deque<Runnable> undo = new ArrayDeque<>();

    /** Sets a row, or removes it if the value is null. */
    <K, V> void set(Map<K, V> table, K key, @Nullable V value) {
        V before = value == null ? table.remove(key) : table.put(key, value);
        undo.push(() -> {
            if (before == null) {
                table.remove(key);
            } else {
                table.put(key, before);
            }
        });
    }

    void undo() {
        undo.forEach(Runnable::run);
    }

    void forgetUndo() {
        undo.clear();
    }

    static MediaLifecycleException stale(String what) {
        return new MediaLifecycleException(
                ErrorCode.STALE_VERSION, ErrorKind.CONFLICT, what + " has changed since it was read");
    }

    static MediaLifecycleException taken(ErrorCode code, String what) {
        return new MediaLifecycleException(code, ErrorKind.CONFLICT, what + " is taken");
    }
}
