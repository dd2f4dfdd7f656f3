package dev.medialifecycle.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.Verification;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** WaveSpeed signs as its page describes, by a recipe of its own under the headers of Standard Webhooks. */
class WaveSpeedDialectTest {
    private static final String TAIL = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Instant NOW = Instant.ofEpochSecond(1_750_000_000);
    private static final byte[] BODY = Samples.read("wavespeed/completed");

    @Test
    void is_accepted_with_the_text_after_the_prefix_as_key() throws Exception {
        assertThat(verify("v3," + HexFormat.of().formatHex(mac(TAIL.getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo(new Verification.Verified("msg_1", Assurance.FULL));
    }

    @Test
    void is_refused_with_the_key_of_standard_webhooks() throws Exception {
        byte[] decoded = mac(Base64.getDecoder().decode(TAIL));

        assertThat(verify("v3," + HexFormat.of().formatHex(decoded))).isInstanceOf(Verification.Refused.class);
        assertThat(verify("v1," + Base64.getEncoder().encodeToString(decoded)))
                .isInstanceOf(Verification.Refused.class);
        assertThat(verify("v1," + Base64.getEncoder().encodeToString(mac(TAIL.getBytes(StandardCharsets.UTF_8)))))
                .isInstanceOf(Verification.Refused.class);
    }

    private static byte[] mac(byte[] key) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update("msg_1.1750000000.".getBytes(StandardCharsets.UTF_8));
        return mac.doFinal(BODY);
    }

    private static Verification verify(String signature) {
        WebhookDelivery delivery = new WebhookDelivery(
                "wavespeed",
                Map.of(
                        "webhook-id", List.of("msg_1"),
                        "webhook-timestamp", List.of("1750000000"),
                        "webhook-signature", List.of(signature)),
                BODY);
        return WaveSpeed.builder().secrets("whsec_" + TAIL).build().verifier().verify(delivery, NOW);
    }
}
