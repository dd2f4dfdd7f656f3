package dev.medialifecycle.webhook;

import java.time.Instant;

/** SPI: did the vendor really send this? Total: hostile input is refused, never thrown. Thread-safe. */
public interface WebhookVerifier {
    /** Judges the raw bytes and headers; {@code now} is the time to hold a signed timestamp against. */
    Verification verify(WebhookDelivery delivery, Instant now);
}
