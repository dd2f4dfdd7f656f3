package dev.medialifecycle.vendor;

import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.Verification;
import dev.medialifecycle.webhook.WebhookDelivery;
import dev.medialifecycle.webhook.WebhookVerifier;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts every delivery of up to 1 MiB, signed or not: a development switch that has to be asked for by name, and that warns when it
 * is made and for each delivery. The delivery id is the hash of the body. Thread-safe.
 */
public final class AllowUnsigned implements WebhookVerifier {
    private static final Logger LOG = LoggerFactory.getLogger(AllowUnsigned.class);
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final String setting;

    private AllowUnsigned(String setting) {
        this.setting = setting;
        LOG.warn("No {} configured: unsigned deliveries are accepted. Never do so in production.", setting);
    }

    /** A verifier that verifies nothing; {@code setting} names the secret to configure, such as REPLICATE_WEBHOOK_SECRET. */
    public static AllowUnsigned insteadOf(String setting) {
        return new AllowUnsigned(setting);
    }

    @Override
    public Verification verify(WebhookDelivery delivery, Instant now) {
        if (delivery.body().length > MAX_BODY_BYTES) {
            return new Verification.Refused(Verification.Refusal.TOO_LARGE, "BODY_TOO_LARGE");
        }
        LOG.warn("No {} configured: a delivery of {} bytes is accepted unsigned", setting, delivery.body().length);
        return new Verification.Verified(BodyHash.of(delivery.body()), Assurance.NONE);
    }
}
