package dev.medialifecycle.vendor;

import dev.medialifecycle.webhook.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The published message of Standard Webhooks, as a delivery of Replicate's. */
final class Deliveries {
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final Instant NOW = Instant.ofEpochSecond(1614265330);

    private Deliveries() {}

    static WebhookDelivery published() {
        return new WebhookDelivery(
                "replicate",
                Map.of(
                        "Webhook-Id", List.of("msg_p5jXN8AQM9LWM0D4loKWxJek"),
                        "Webhook-Timestamp", List.of("1614265330"),
                        "Webhook-Signature", List.of("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")),
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));
    }

    static WebhookDelivery unsigned(String body) {
        return new WebhookDelivery("replicate", Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** Unsigned, with a body in which single quotes stand for double ones. */
    static WebhookDelivery from(String vendor, String body) {
        return new WebhookDelivery(vendor, Map.of(), body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
