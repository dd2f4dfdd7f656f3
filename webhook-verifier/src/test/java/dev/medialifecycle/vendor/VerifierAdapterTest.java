package dev.medialifecycle.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.verifier.JwksSource;
import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.verifier.Secret;
import dev.medialifecycle.verifier.SignatureVerifier;
import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.Verification;
import dev.medialifecycle.webhook.Verification.Refusal;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class VerifierAdapterTest {
    private static final SignatureVerifier REPLICATE =
            SignatureVerifier.of(Schemes.replicate(), Secret.of(Deliveries.SECRET));

    @Test
    void says_which_delivery_was_verified_and_how_much_that_proves() {
        assertThat(VerifierAdapter.of(REPLICATE).verify(Deliveries.published(), Deliveries.NOW))
                .isEqualTo(new Verification.Verified("msg_p5jXN8AQM9LWM0D4loKWxJek", Assurance.FULL));
    }

    @Test
    void names_a_delivery_without_a_signed_id_by_the_hash_of_its_body() {
        SignatureVerifier github = SignatureVerifier.of(
                Schemes.hmacHex("X-Hub-Signature-256", "sha256="), Secret.of("It's a Secret to Everybody"));
        WebhookDelivery delivery = new WebhookDelivery(
                "own",
                Map.of(
                        "X-Hub-Signature-256",
                        List.of("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")),
                "Hello, World!".getBytes(StandardCharsets.UTF_8));

        assertThat(VerifierAdapter.of(github).verify(delivery, Deliveries.NOW))
                .isEqualTo(new Verification.Verified(
                        "sha256-dffd6021bb2bd5b0af676290809ec3a53191dd81c7f70a4b28688a362182986f",
                        Assurance.BODY_ONLY));
    }

    @Test
    void bids_the_vendor_to_send_again_while_it_has_no_keys() {
        byte[] noKeys = "{\"keys\":[]}".getBytes(StandardCharsets.UTF_8);
        Clock clock = Clock.fixed(Deliveries.NOW, ZoneOffset.UTC);
        WebhookDelivery delivery = new WebhookDelivery(
                "fal",
                Map.of(
                        "X-Fal-Webhook-Request-Id", List.of("r"),
                        "X-Fal-Webhook-User-Id", List.of("u"),
                        "X-Fal-Webhook-Timestamp", List.of("1614265330"),
                        "X-Fal-Webhook-Signature", List.of("00".repeat(64))),
                new byte[0]);

        for (JwksSource keys : List.of(
                JwksSource.of(() -> CompletableFuture.completedFuture(noKeys), clock),
                JwksSource.of(() -> CompletableFuture.failedFuture(new IOException("down")), clock))) {
            assertThat(VerifierAdapter.of(SignatureVerifier.of(Schemes.fal(), keys))
                            .verify(delivery, Deliveries.NOW))
                    .isInstanceOfSatisfying(
                            Verification.Refused.class,
                            r -> assertThat(r.refusal()).isEqualTo(Refusal.KEYS_UNAVAILABLE));
        }
    }

    @Test
    void tells_stale_too_large_and_wrong_apart() {
        VerifierAdapter adapter = VerifierAdapter.of(REPLICATE);
        WebhookDelivery delivery = Deliveries.published();

        assertThat(adapter.verify(delivery, Deliveries.NOW.plusSeconds(301)))
                .isEqualTo(new Verification.Refused(Refusal.STALE, "TIMESTAMP_TOO_OLD"));
        assertThat(adapter.verify(delivery, Deliveries.NOW.minusSeconds(301)))
                .isEqualTo(new Verification.Refused(Refusal.STALE, "TIMESTAMP_IN_FUTURE"));
        assertThat(VerifierAdapter.of(REPLICATE.withMaxBodyBytes(3)).verify(delivery, Deliveries.NOW))
                .isEqualTo(new Verification.Refused(Refusal.TOO_LARGE, "BODY_TOO_LARGE"));
        assertThat(adapter.verify(Deliveries.unsigned("{}"), Deliveries.NOW))
                .isEqualTo(new Verification.Refused(Refusal.INVALID_SIGNATURE, "MISSING_HEADER"));
    }
}
