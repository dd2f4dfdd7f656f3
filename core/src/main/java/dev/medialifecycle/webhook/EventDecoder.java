package dev.medialifecycle.webhook;

import java.util.Optional;

/** SPI: reads a vendor's payload; called only after verification. Pure and thread-safe. */
public interface EventDecoder {
    /**
     * The fact it carries, empty if it is not about a job; throws {@link UnreadableDeliveryException} for a body that makes no
     * sense, and nothing else.
     */
    Optional<JobEvent> decode(WebhookDelivery delivery);

    /** What of its body may be stored, which is all of it unless the vendor sends secrets along; it decodes to the same. Total. */
    default byte[] kept(WebhookDelivery delivery) {
        return delivery.body();
    }
}
