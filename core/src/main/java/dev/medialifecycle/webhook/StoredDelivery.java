package dev.medialifecycle.webhook;

import dev.medialifecycle.job.VendorJobId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verified delivery in the inbox. {@code vendorDeliveryId} is the vendor's id, the same on every attempt; {@code vendorJobId} is
 * the job it is about, null if it could not be read or is about none; {@code reason} says why it is IGNORED, PARKED or DEAD.
 */
public record StoredDelivery(
        DeliveryId id,
        String vendor,
        String vendorDeliveryId,
        byte[] body,
        DeliveryState state,
        @Nullable VendorJobId vendorJobId,
        @Nullable String reason,
        Instant receivedAt) {

    /** The same delivery, dealt with. */
    public StoredDelivery in(DeliveryState newState, @Nullable String newReason) {
        return new StoredDelivery(id, vendor, vendorDeliveryId, body, newState, vendorJobId, newReason, receivedAt);
    }

    /** Shows no body, which may hold secrets. */
    @Override
    public String toString() {
        return "StoredDelivery[" + id + ", " + vendor + ", " + state + "]";
    }
}
