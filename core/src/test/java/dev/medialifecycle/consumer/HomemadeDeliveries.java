package dev.medialifecycle.consumer;

import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.repository.Deliveries;
import dev.medialifecycle.webhook.DeliveryId;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.StoredDelivery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

record HomemadeDeliveries(HomemadeTables tables) implements Deliveries {
    @Override
    public boolean insert(StoredDelivery delivery) {
        boolean isNew = tables.deliveries.stream()
                .noneMatch(other -> other.vendor().equals(delivery.vendor())
                        && other.vendorDeliveryId().equals(delivery.vendorDeliveryId()));
        if (isNew) {
            tables.deliveries.add(delivery);
        }
        return isNew;
    }

    @Override
    public void update(StoredDelivery delivery) {
        tables.deliveries.replaceAll(other -> other.id().equals(delivery.id()) ? delivery : other);
    }

    @Override
    public Optional<StoredDelivery> find(DeliveryId id) {
        return tables.deliveries.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    @Override
    public List<StoredDelivery> parked(VendorJobId job) {
        return tables.deliveries.stream()
                .filter(one -> one.state() == DeliveryState.PARKED && job.equals(one.vendorJobId()))
                .toList();
    }

    @Override
    public List<StoredDelivery> in(DeliveryState state, int limit) {
        return tables.deliveries.stream()
                .filter(one -> one.state() == state)
                .limit(limit)
                .toList();
    }

    @Override
    public int forget(Instant now, int limit) {
        int before = tables.deliveries.size();
        tables.deliveries.removeIf(one -> one.keepUntil().isBefore(now));
        return before - tables.deliveries.size();
    }
}
