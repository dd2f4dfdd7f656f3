package dev.medialifecycle.repository;

import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.webhook.DeliveryId;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.StoredDelivery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The inbox. */
public interface Deliveries {
    /**
     * Stores it unless a delivery of the same vendor with the same vendor's id is there; true if it was stored. Of two at once,
     * exactly one gets true, and the other waits for its commit.
     */
    boolean insert(StoredDelivery delivery);

    /** Stores state and reason; {@code CONFLICT} if there is no such row. */
    void update(StoredDelivery delivery);

    /** The delivery with this id. */
    Optional<StoredDelivery> find(DeliveryId id);

    /** Those PARKED for a vendor's job, oldest first. */
    List<StoredDelivery> parked(VendorJobId job);

    /** Those in a state, newest first. */
    List<StoredDelivery> in(DeliveryState state, int limit);

    /** Forgets APPLIED and IGNORED ones that were to be kept until before {@code now}; answers how many. */
    int forget(Instant now, int limit);
}
