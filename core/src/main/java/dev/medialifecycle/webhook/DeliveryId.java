package dev.medialifecycle.webhook;

import java.util.UUID;

/** Our own id of a stored delivery. */
public record DeliveryId(UUID value) {
    /** The bare UUID. */
    @Override
    public String toString() {
        return value.toString();
    }
}
