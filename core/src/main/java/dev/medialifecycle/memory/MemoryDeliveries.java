package dev.medialifecycle.memory;

import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.repository.Deliveries;
import dev.medialifecycle.webhook.DeliveryId;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.StoredDelivery;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The inbox of one transaction. */
final class MemoryDeliveries implements Deliveries {
    private final MemoryTables tables;

    MemoryDeliveries(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public boolean insert(StoredDelivery delivery) {
        if (tables.deliveryOf.containsKey(name(delivery))) {
            return false;
        }
        tables.set(tables.deliveryOf, name(delivery), delivery.id());
        tables.set(tables.deliveries, delivery.id(), delivery);
        return true;
    }

    @Override
    public void update(StoredDelivery delivery) {
        if (tables.deliveries.containsKey(delivery.id())) {
            tables.set(tables.deliveries, delivery.id(), delivery);
        }
    }

    @Override
    public Optional<StoredDelivery> find(DeliveryId id) {
        return Optional.ofNullable(tables.deliveries.get(id));
    }

    @Override
    public List<StoredDelivery> parked(VendorJobId job) {
        return tables.deliveries.values().stream()
                .filter(delivery -> delivery.state() == DeliveryState.PARKED && job.equals(delivery.vendorJobId()))
                .sorted(Comparator.comparing(StoredDelivery::receivedAt))
                .toList();
    }

    @Override
    public List<StoredDelivery> in(DeliveryState state, int limit) {
        return tables.deliveries.values().stream()
                .filter(delivery -> delivery.state() == state)
                .sorted(Comparator.comparing(StoredDelivery::receivedAt).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public int forget(Instant receivedBefore, int limit) {
        List<StoredDelivery> old = tables.deliveries.values().stream()
                .filter(delivery -> delivery.receivedAt().isBefore(receivedBefore))
                .filter(delivery ->
                        delivery.state() == DeliveryState.APPLIED || delivery.state() == DeliveryState.IGNORED)
                .limit(limit)
                .toList();
        for (StoredDelivery delivery : old) {
            tables.set(tables.deliveries, delivery.id(), null);
            tables.set(tables.deliveryOf, name(delivery), null);
        }
        return old.size();
    }

    private static String name(StoredDelivery delivery) {
        return delivery.vendor() + " " + delivery.vendorDeliveryId();
    }
}
