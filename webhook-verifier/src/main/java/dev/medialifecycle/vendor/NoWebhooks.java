package dev.medialifecycle.vendor;

import dev.medialifecycle.webhook.Verification;
import dev.medialifecycle.webhook.WebhookDelivery;
import dev.medialifecycle.webhook.WebhookVerifier;
import java.time.Instant;

/** For vendors that send nothing: whoever sends something is somebody else. */
final class NoWebhooks implements WebhookVerifier {
    @Override
    public Verification verify(WebhookDelivery delivery, Instant now) {
        return new Verification.Refused(Verification.Refusal.INVALID_SIGNATURE, "NO_WEBHOOKS");
    }
}
