package dev.medialifecycle.webhook;

import java.time.Instant;
import java.util.Optional;

/** SPI: did the vendor really send this? Total: hostile input is refused, never thrown. Thread-safe. */
@FunctionalInterface
public interface WebhookVerifier {
    /** Judges the raw bytes and headers; {@code now} is the time to hold a signed timestamp against. */
    Verification verify(WebhookDelivery delivery, Instant now);

    /**
     * What can be refused before the body is read; the delivery given has none. Empty means that {@link #verify} decides, which is all
     * that a verifier says that looks at nothing but the whole.
     */
    default Optional<Verification.Refused> refusal(WebhookDelivery bodiless, Instant now) {
        return Optional.empty();
    }
}
