package dev.medialifecycle.webhook;

import dev.medialifecycle.job.VendorJobId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verified delivery in the inbox. {@code vendorDeliveryId} is the vendor's id, the same on every attempt; {@code vendorJobId} is
 * the job it is about, null if it could not be read or is about none; {@code reason} says why it is IGNORED, PARKED or DEAD;
 * {@code assurance} is what its verification proved; until {@code keepUntil} the vendor may send it again.
 */
public record StoredDelivery(
        DeliveryId id,
        String vendor,
        String vendorDeliveryId,
        byte[] body,
        DeliveryState state,
        @Nullable VendorJobId vendorJobId,
        @Nullable String reason,
        Assurance assurance,
        Instant receivedAt,
        Instant keepUntil) {

    /** The same delivery, dealt with. */
    public StoredDelivery in(DeliveryState newState, @Nullable String newReason) {
        return new StoredDelivery(
                id, vendor, vendorDeliveryId, body, newState, vendorJobId, newReason, assurance, receivedAt, keepUntil);
    }

    /** Shows no body, which may hold secrets. */
    @Override
    public String toString() {
        return "StoredDelivery[" + id + ", " + vendor + ", " + state + "]";
    }
}
