package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.vendor.Replicate;
import dev.medialifecycle.verifier.Scheme;
import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.verifier.Secret;
import dev.medialifecycle.verifier.SignatureVerifier;
import dev.medialifecycle.verifier.Verdict;
import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.Verification;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookSignerTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Instant AT = Instant.ofEpochSecond(1614265330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    static List<Scheme> schemes() {
        return Schemes.all();
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void signs_what_the_verifier_of_the_same_scheme_accepts(Scheme scheme) {
        var headers = WebhookSigner.of(scheme, SECRET).headers("msg_1", AT, BODY);

        assertThat(SignatureVerifier.of(scheme, Secret.of(SECRET)).verify(headers, BODY, AT))
                .isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void signs_the_published_message_as_published() {
        assertThat(WebhookSigner.replicate(SECRET).headers("msg_p5jXN8AQM9LWM0D4loKWxJek", AT, BODY))
                .containsEntry("webhook-id", List.of("msg_p5jXN8AQM9LWM0D4loKWxJek"))
                .containsEntry("webhook-timestamp", List.of("1614265330"))
                .containsEntry("webhook-signature", List.of("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }

    @Test
    void makes_a_whole_delivery_that_the_vendor_verifies() {
        WebhookDelivery delivery = WebhookSigner.replicate(SECRET).delivery("replicate", "msg_1", AT, BODY);

        assertThat(Replicate.vendor(SECRET).verifier().verify(delivery, AT))
                .isEqualTo(new Verification.Verified("msg_1", Assurance.FULL));
    }
}
