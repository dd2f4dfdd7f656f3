package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\r\n", "\u2003"})
    void refuses_a_secret_that_is_not_there(String text) {
        assertThatExceptionOfType(UnusableSecretException.class)
                .isThrownBy(() -> Secret.of(text))
                .withMessageStartingWith("ML-CFG-003 ")
                .returns(Reason.CONFIG_EMPTY_SECRET, UnusableSecretException::reason);
    }

    @Test
    void refuses_to_verify_with_no_secret_at_all() {
        assertThatExceptionOfType(UnusableSecretException.class)
                .isThrownBy(() -> SignatureVerifier.of(Schemes.replicate()))
                .withMessageContaining("ML-CFG-003")
                .withMessageContaining("replicate");
    }

    @ParameterizedTest
    @CsvSource({
        "whsec_, CONFIG_EMPTY_SECRET",
        "'v1,whsec_', CONFIG_EMPTY_SECRET",
        "whsec_Zm9vYmFy, CONFIG_WEAK_SECRET",
        "whsec_AAAAAAAAAAAAAAAAAAAA, CONFIG_WEAK_SECRET",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa-_, CONFIG_MALFORMED_SECRET",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaL%, CONFIG_MALFORMED_SECRET",
        "whsec_whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, CONFIG_MALFORMED_SECRET",
        "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, CONFIG_MALFORMED_SECRET",
    })
    void refuses_a_secret_that_makes_no_good_key_and_never_shows_it(String text, Reason reason) {
        Secret secret = Secret.of(text);

        assertThatExceptionOfType(UnusableSecretException.class)
                .isThrownBy(() -> SignatureVerifier.of(Schemes.replicate(), secret))
                .returns(reason, UnusableSecretException::reason)
                .withNoCause()
                .satisfies(e ->
                        assertThat(e.getMessage()).startsWith("ML-CFG-003 ").doesNotContain(text));
        assertThat(secret).hasToString("Secret[redacted]");
    }

    @Test
    void accepts_a_key_of_sixteen_bytes_and_refuses_one_of_fifteen() {
        Scheme scheme = Schemes.hmacHex("X-Signature", "sha256=");

        assertThat(SignatureVerifier.of(scheme, Secret.of("0123456789abcdef"))).isNotNull();
        assertThatExceptionOfType(UnusableSecretException.class)
                .isThrownBy(() -> SignatureVerifier.of(scheme, Secret.of("0123456789abcde")))
                .returns(Reason.CONFIG_WEAK_SECRET, UnusableSecretException::reason);
    }

    @Test
    void tells_which_secret_matched_while_secrets_rotate() {
        SignatureVerifier both = Messages.verifier(Messages.OTHER_SECRET, Messages.SECRET);
        String old = Messages.signed(Messages.OTHER_SECRET, Messages.ID, "" + Messages.TIME, Messages.BODY)
                .get("webhook-signature")
                .get(0);

        assertThat(index(both, Messages.SIGNATURE)).isEqualTo(1);
        assertThat(index(both, old)).isZero();
        assertThat(index(both, Messages.SIGNATURE + " " + old)).isZero();
        assertThat(Messages.verify(Messages.published("webhook-signature", old)))
                .isEqualTo(Messages.rejected(Reason.SIGNATURE_MISMATCH));
    }

    @Test
    void takes_eight_secrets_and_no_more() {
        List<Secret> nine = Collections.nCopies(9, Secret.of(Messages.SECRET));

        assertThat(SignatureVerifier.of(Schemes.replicate(), nine.subList(0, 8))
                        .verify(Messages.published(), Messages.BODY, Messages.NOW))
                .isInstanceOf(Verdict.Verified.class);
        assertThatIllegalArgumentException().isThrownBy(() -> SignatureVerifier.of(Schemes.replicate(), nine));
    }

    @Test
    void takes_the_same_text_for_another_key_under_another_rule() {
        byte[] decoded = KeyRule.BASE64.key(Secret.of(Messages.SECRET));
        byte[] text = KeyRule.TEXT.key(Secret.of(Messages.SECRET));
        byte[] tail = KeyRule.TAIL.key(Secret.of(Messages.SECRET));

        assertThat(decoded).hasSize(24);
        assertThat(text).isEqualTo(Messages.utf8(Messages.SECRET));
        assertThat(tail).isEqualTo(Messages.utf8("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    }

    private static int index(SignatureVerifier verifier, String signature) {
        Verdict verdict =
                verifier.verify(Messages.published("webhook-signature", signature), Messages.BODY, Messages.NOW);
        return ((Verdict.Verified) verdict).secretIndex();
    }
}
