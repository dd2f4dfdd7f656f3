package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.medialifecycle.vendor.Replicate;
import dev.medialifecycle.verifier.Algorithm;
import dev.medialifecycle.verifier.KeyRule;
import dev.medialifecycle.verifier.Scheme;
import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.verifier.Secret;
import dev.medialifecycle.verifier.SignatureVerifier;
import dev.medialifecycle.verifier.Verdict;
import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.Verification;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignerTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String AUDIENCE = "https://host.example/hook";
    private static final Instant AT = Instant.ofEpochSecond(1614265330);
    private static final Clock CLOCK = Clock.fixed(AT, ZoneOffset.UTC);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] JOB = "{\"data\":{\"taskId\":\"task-1\"}}".getBytes(StandardCharsets.UTF_8);

    static List<Scheme> schemes() {
        return Schemes.all();
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void signs_what_the_verifier_of_the_same_scheme_accepts(Scheme scheme) {
        WebhookKeys keys = scheme.algorithm() == Algorithm.RS256_JWT ? WebhookKeys.rsa() : WebhookKeys.ed25519();
        WebhookSigner signer = signer(scheme, keys);
        SignatureVerifier verifier = verifier(scheme, keys);

        var headers = signer.headers("msg_1", AT, JOB);

        assertThat(verifier.verify(headers, JOB, AT)).isInstanceOf(Verdict.Verified.class);
        assertThat(verifier.verify(signer.forUser("user-2").headers("msg_1", AT, JOB), JOB, AT))
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
    void signs_the_published_message_with_the_published_private_key_as_published() {
        String whsk = "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==";

        assertThat(WebhookSigner.of(Schemes.standardWebhooksV1a(), whsk)
                        .headers("msg_p5jXN8AQM9LWM0D4loKWxJek", AT, BODY))
                .containsEntry(
                        "webhook-signature",
                        List.of(
                                "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg=="));
        assertThat(WebhookKeys.of("k", whsk).whpk()).isEqualTo("whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=");
    }

    @Test
    void makes_a_whole_delivery_that_the_vendor_verifies() {
        WebhookDelivery delivery = WebhookSigner.replicate(SECRET).delivery("replicate", "msg_1", AT, BODY);

        assertThat(Replicate.vendor(SECRET).verifier().verify(delivery, AT))
                .isEqualTo(new Verification.Verified("msg_1", Assurance.FULL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsk_",
                "whsk_AAAA",
                "whsk_%%",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "-----BEGIN PRIVATE KEY-----"
            })
    void refuses_what_is_no_private_key_and_never_shows_it(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookKeys.of("k", text))
                .withMessage("The private key is neither whsk_… nor RSA in PKCS#8");
    }

    @Test
    void refuses_keys_that_a_scheme_does_not_sign_with() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookSigner.of(Schemes.replicate(), WebhookKeys.ed25519()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookSigner.of(Schemes.fal(), WebhookKeys.ed25519(), AUDIENCE));
    }

    private static WebhookSigner signer(Scheme scheme, WebhookKeys keys) {
        return switch (scheme.algorithm()) {
            case ED25519 -> WebhookSigner.of(scheme, keys);
            case RS256_JWT -> WebhookSigner.of(scheme, keys, AUDIENCE);
            case HMAC_SHA256, SHA256, SHA1, TOKEN -> WebhookSigner.of(scheme, SECRET);
        };
    }

    private static SignatureVerifier verifier(Scheme scheme, WebhookKeys keys) {
        if (scheme.algorithm() == Algorithm.RS256_JWT) {
            return SignatureVerifier.of(scheme, keys.source(CLOCK), AUDIENCE);
        }
        if (scheme.keyRule() == KeyRule.PUBLISHED) {
            return SignatureVerifier.of(scheme, keys.source(CLOCK));
        }
        return SignatureVerifier.of(scheme, Secret.of(scheme.keyRule() == KeyRule.PUBLIC_KEY ? keys.whpk() : SECRET));
    }
}
