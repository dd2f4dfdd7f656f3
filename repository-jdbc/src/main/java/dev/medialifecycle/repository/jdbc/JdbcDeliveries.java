package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.repository.Deliveries;
import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.DeliveryId;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.StoredDelivery;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class JdbcDeliveries implements Deliveries {
    private static final String COLUMNS =
            "id, vendor, vendor_delivery_id, body, state, vendor_job_id, reason, assurance, received_at, keep_until";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM ml_delivery WHERE ";
    private static final String INSERT =
            "INSERT INTO ml_delivery (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String SAME = "SELECT id FROM ml_delivery WHERE vendor_delivery_id = ? AND vendor = ?";
    /** In order, because H2 asks for the page again after each row, and without an order would find other rows then. */
    private static final String FORGET = """
            DELETE FROM ml_delivery WHERE id IN (
              SELECT id FROM ml_delivery WHERE state IN ('APPLIED', 'IGNORED') AND keep_until < ?
              ORDER BY keep_until FETCH FIRST ? ROWS ONLY)""";

    private final Session session;

    JdbcDeliveries(Session session) {
        this.session = session;
    }

    @Override
    public boolean insert(StoredDelivery delivery) {
        byte[] vendorDeliveryId = Values.exactly(delivery.vendorDeliveryId());
        boolean isStored = session.insertUnlessTaken(
                INSERT,
                session.dialect().unlessDelivered(),
                delivery.id().value(),
                delivery.vendor(),
                vendorDeliveryId,
                delivery.body(),
                delivery.state(),
                vendorJobIdOf(delivery),
                delivery.reason(),
                delivery.assurance(),
                delivery.receivedAt(),
                delivery.keepUntil());
        if (!isStored
                && session.row(SAME, row -> row.uuid("id"), vendorDeliveryId, delivery.vendor())
                        .isEmpty()) {
            throw SqlFailures.idTaken("Delivery");
        }
        return isStored;
    }

    @Override
    public void update(StoredDelivery delivery) {
        int changed = session.change(
                "UPDATE ml_delivery SET state = ?, reason = ? WHERE id = ?",
                delivery.state(),
                delivery.reason(),
                delivery.id().value());
        if (changed == 0) {
            throw SqlFailures.stale("Delivery " + delivery.id());
        }
    }

    @Override
    public Optional<StoredDelivery> find(DeliveryId id) {
        return session.row(SELECT + "id = ?", JdbcDeliveries::read, id.value());
    }

    @Override
    public List<StoredDelivery> parked(VendorJobId job) {
        return session.rows(
                SELECT + "vendor_job_id = ? AND vendor = ? AND state = ? ORDER BY received_at, id",
                JdbcDeliveries::read,
                Values.exactly(job.id()),
                job.vendor(),
                DeliveryState.PARKED);
    }

    @Override
    public List<StoredDelivery> in(DeliveryState state, int limit) {
        return session.rows(
                SELECT + "state = ? ORDER BY state, received_at DESC, id DESC FETCH FIRST ? ROWS ONLY",
                JdbcDeliveries::read,
                state,
                limit);
    }

    @Override
    public int forget(Instant now, int limit) {
        return session.change(FORGET, now, limit);
    }

    private static byte @Nullable [] vendorJobIdOf(StoredDelivery delivery) {
        VendorJobId vendorJobId = delivery.vendorJobId();
        if (vendorJobId == null) {
            return null;
        }
        if (!vendorJobId.vendor().equals(delivery.vendor())) {
            throw new IllegalArgumentException("A delivery of one vendor is about a job of another");
        }
        return Values.exactly(vendorJobId.id());
    }

    private static StoredDelivery read(Row row) throws SQLException {
        String vendor = row.text("vendor");
        String vendorJobId = row.exactTextOrNull("vendor_job_id");
        return new StoredDelivery(
                new DeliveryId(row.uuid("id")),
                vendor,
                row.exactText("vendor_delivery_id"),
                row.bytes("body"),
                DeliveryState.valueOf(row.text("state")),
                vendorJobId == null ? null : new VendorJobId(vendor, vendorJobId),
                row.textOrNull("reason"),
                Assurance.valueOf(row.text("assurance")),
                row.instant("received_at"),
                row.instant("keep_until"));
    }
}
