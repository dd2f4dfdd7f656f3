package dev.medialifecycle.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.verifier.Secret;
import dev.medialifecycle.verifier.SignatureVerifier;
import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.Verification;
import dev.medialifecycle.webhook.Verification.Refusal;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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
