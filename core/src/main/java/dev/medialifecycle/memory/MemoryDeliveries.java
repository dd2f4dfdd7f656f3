package dev.medialifecycle.memory;

import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.repository.Deliveries;
import dev.medialifecycle.webhook.DeliveryId;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.StoredDelivery;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class MemoryDeliveries implements Deliveries {
    private static final Comparator<StoredDelivery> OLDEST_FIRST = Comparator.comparing(StoredDelivery::receivedAt)
            .thenComparing(delivery -> delivery.id().value(), Tables.ID_ORDER);

    private final Tables tables;
    private final Journal journal;

    MemoryDeliveries(Tables tables, Journal journal) {
        this.tables = tables;
        this.journal = journal;
    }

    @Override
    public boolean insert(StoredDelivery delivery) {
        Tables.VendorDelivery vendorId = vendorIdOf(delivery);
        if (journal.in(tables.deliveriesByVendorId).containsKey(vendorId)) {
            return false;
        }
        if (rows().containsKey(delivery.id())) {
            throw Conflicts.stale("Delivery not recorded: its id is taken");
        }
        journal.put(tables.deliveries, delivery.id(), copyOf(delivery));
        journal.put(tables.deliveriesByVendorId, vendorId, delivery.id());
        return true;
    }

    @Override
    public void update(StoredDelivery delivery) {
        StoredDelivery row = rows().get(delivery.id());
        if (row == null) {
            throw Conflicts.stale("Delivery " + delivery.id() + " not changed: it is not there any more");
        }
        journal.put(tables.deliveries, row.id(), row.in(delivery.state(), delivery.reason()));
    }

    @Override
    public Optional<StoredDelivery> find(DeliveryId id) {
        return Optional.ofNullable(rows().get(id)).map(MemoryDeliveries::copyOf);
    }

    @Override
    public List<StoredDelivery> parked(VendorJobId job) {
        return rows().values().stream()
                .filter(row -> row.state() == DeliveryState.PARKED && job.equals(row.vendorJobId()))
                .sorted(OLDEST_FIRST)
                .map(MemoryDeliveries::copyOf)
                .toList();
    }

    @Override
    public List<StoredDelivery> in(DeliveryState state, int limit) {
        return rows().values().stream()
                .filter(row -> row.state() == state)
                .sorted(OLDEST_FIRST.reversed())
                .limit(limit)
                .map(MemoryDeliveries::copyOf)
                .toList();
    }

    @Override
    public int forget(Instant now, int limit) {
        List<StoredDelivery> old = rows().values().stream()
                .filter(row -> row.state() == DeliveryState.APPLIED || row.state() == DeliveryState.IGNORED)
                .filter(row -> row.keepUntil().isBefore(now))
                .sorted(OLDEST_FIRST)
                .limit(limit)
                .toList();
        for (StoredDelivery row : old) {
            journal.remove(tables.deliveries, row.id());
            journal.remove(tables.deliveriesByVendorId, vendorIdOf(row));
        }
        return old.size();
    }

    private Map<DeliveryId, StoredDelivery> rows() {
        return journal.in(tables.deliveries);
    }

    private static Tables.VendorDelivery vendorIdOf(StoredDelivery delivery) {
        return new Tables.VendorDelivery(delivery.vendor(), delivery.vendorDeliveryId());
    }

    /** The body is an array, and whoever holds it could write to our row. */
    private static StoredDelivery copyOf(StoredDelivery delivery) {
        return new StoredDelivery(
                delivery.id(),
                delivery.vendor(),
                delivery.vendorDeliveryId(),
                delivery.body().clone(),
                delivery.state(),
                delivery.vendorJobId(),
                delivery.reason(),
                delivery.assurance(),
                delivery.receivedAt(),
                delivery.keepUntil());
    }
}
