package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedVectorsTest {
    @ParameterizedTest
    @ValueSource(strings = {"standard-webhooks", "replicate"})
    void accepts_the_published_message_of_standard_webhooks(String name) {
        SignatureVerifier verifier =
                SignatureVerifier.of(Schemes.named(name).orElseThrow(), Secret.of(Messages.SECRET));

        assertThat(verifier.verify(Messages.published(), Messages.BODY, Messages.NOW))
                .isEqualTo(new Verdict.Verified(Messages.ID, Messages.NOW, 0, AssuranceLevel.FULL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "v1,whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "\twhsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\r\n"
            })
    void accepts_it_with_every_spelling_of_the_secret(String secret) {
        assertThat(Messages.verifier(secret).verify(Messages.published(), Messages.BODY, Messages.NOW))
                .isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void accepts_the_published_message_of_github() {
        SignatureVerifier verifier = SignatureVerifier.of(
                Schemes.hmacHex("X-Hub-Signature-256", "sha256="), Secret.of("It's a Secret to Everybody"));
        Map<String, List<String>> headers = Map.of(
                "x-hub-signature-256",
                List.of("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"));

        assertThat(verifier.verify(headers, Messages.utf8("Hello, World!"), Messages.NOW))
                .isEqualTo(new Verdict.Verified(null, null, 0, AssuranceLevel.BODY_ONLY));
    }

    @Test
    void refuses_a_hex_hmac_of_the_body_where_replicate_signs_id_time_and_body() {
        byte[] hmac = Messages.mac(Messages.key(Messages.SECRET), Messages.BODY);

        assertThat(Messages.verify(
                        Messages.published("webhook-signature", HexFormat.of().formatHex(hmac))))
                .isEqualTo(Messages.rejected(Reason.NO_SUPPORTED_SIGNATURE));
        assertThat(Messages.verify(Messages.published(
                        "webhook-signature", "v1," + HexFormat.of().formatHex(hmac))))
                .isEqualTo(Messages.rejected(Reason.MALFORMED_SIGNATURE));
    }

    @Test
    void refuses_the_asymmetric_signature_of_the_same_message() {
        String v1a = "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==";

        assertThat(Messages.verify(Messages.published("webhook-signature", v1a)))
                .isEqualTo(Messages.rejected(Reason.NO_SUPPORTED_SIGNATURE));
        assertThat(Messages.verify(Messages.published("webhook-signature", v1a + " " + Messages.SIGNATURE)))
                .isInstanceOf(Verdict.Verified.class);
    }
}
