package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One text, {@code whsec_…}, means four keys. */
class KeyRulesTest {
    @Test
    void takes_the_same_text_for_another_key_in_each_family_of_vendors() {
        byte[] whole = Messages.utf8(Sample.WHSEC);

        assertThat(key(Schemes.replicate())).hasSize(24).isEqualTo(Messages.key(Sample.WHSEC));
        assertThat(key(Schemes.openai())).isEqualTo(Messages.key(Sample.WHSEC));
        assertThat(key(Schemes.wavespeed())).isEqualTo(Messages.utf8("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        assertThat(key(Schemes.stripe())).isEqualTo(whole);
        assertThat(key(Schemes.imagekitLegacy())).isEqualTo(whole);
        assertThat(key(Schemes.imagekit())).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({
        "wavespeed, BASE64",
        "wavespeed, TEXT",
        "stripe, BASE64",
        "stripe, TAIL",
        "replicate, TEXT",
        "replicate, TAIL"
    })
    void refuses_genuine_deliveries_under_the_key_rule_of_another_vendor(String name, KeyRule wrong) {
        Sample sample = Sample.named(name);
        Scheme scheme = sample.verifier().scheme().keyedBy(wrong);

        assertThat(SignatureVerifier.of(scheme, Secret.of(Sample.WHSEC))
                        .verify(sample.headers(), sample.body(), Sample.NOW))
                .isEqualTo(Messages.rejected(Reason.SIGNATURE_MISMATCH));
    }

    @Test
    void asks_for_a_word_on_the_key_where_openai_secrets_lack_their_prefix() {
        Secret bare = Secret.of("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThatExceptionOfType(UnusableSecretException.class)
                .isThrownBy(() -> SignatureVerifier.of(Schemes.openai(), bare))
                .returns(Reason.CONFIG_MALFORMED_SECRET, UnusableSecretException::reason)
                .withMessageContaining("keyedBy");
        assertThat(Schemes.openai().keyedBy(KeyRule.BASE64).keyRule().key(bare)).hasSize(24);
        assertThat(Schemes.openai().keyedBy(KeyRule.TEXT).keyRule().key(bare)).hasSize(32);
    }

    @Test
    void reads_several_secrets_as_supabase_writes_them() {
        Sample sample = Sample.named("supabase-auth-hook");
        List<Secret> both = Secret.several("v1," + Sample.OTHER + "|v1," + Sample.WHSEC);

        assertThat(SignatureVerifier.of(Schemes.supabaseAuthHook(), both)
                        .verify(sample.headers(), sample.body(), Sample.NOW))
                .isEqualTo(new Verdict.Verified("msg_1", Sample.NOW, 1, AssuranceLevel.FULL));
        for (String gap : new String[] {null, "", "|", "v1,whsec_AAAA|", "|v1,whsec_AAAA"}) {
            assertThatExceptionOfType(UnusableSecretException.class)
                    .isThrownBy(() -> Secret.several(gap))
                    .returns(Reason.CONFIG_EMPTY_SECRET, UnusableSecretException::reason);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=",
                "whsk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=",
                "-----BEGIN PUBLIC KEY-----"
            })
    void never_takes_a_public_or_private_key_for_a_shared_secret(String text) {
        for (Scheme scheme : List.of(Schemes.replicate(), Schemes.stripe(), Schemes.wavespeed(), Schemes.leonardo())) {
            assertThatExceptionOfType(UnusableSecretException.class)
                    .isThrownBy(() -> SignatureVerifier.of(scheme, Secret.of(text)))
                    .returns(Reason.CONFIG_MALFORMED_SECRET, UnusableSecretException::reason)
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain(text));
        }
    }

    @Test
    void takes_a_short_secret_only_when_told_so_and_an_empty_one_never() {
        assertThat(SignatureVerifier.of(Schemes.mux(), Secret.evenIfWeak("SuperSecret123")))
                .isNotNull();
        assertThatExceptionOfType(UnusableSecretException.class)
                .isThrownBy(() -> SignatureVerifier.of(Schemes.mux(), Secret.of("SuperSecret123")))
                .returns(Reason.CONFIG_WEAK_SECRET, UnusableSecretException::reason);
        assertThatExceptionOfType(UnusableSecretException.class).isThrownBy(() -> Secret.evenIfWeak(" "));
        assertThatExceptionOfType(UnusableSecretException.class)
                .isThrownBy(() -> SignatureVerifier.of(Schemes.replicate(), Secret.evenIfWeak("whsec_")))
                .returns(Reason.CONFIG_EMPTY_SECRET, UnusableSecretException::reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicate", "wavespeed", "stripe", "imagekit"})
    void refuses_a_secret_that_is_its_prefix_alone(String name) {
        assertThatExceptionOfType(UnusableSecretException.class)
                .isThrownBy(() -> SignatureVerifier.of(Schemes.named(name).orElseThrow(), Secret.of("whsec_")))
                .returns(Reason.CONFIG_EMPTY_SECRET, UnusableSecretException::reason);
    }

    private static byte[] key(Scheme scheme) {
        return scheme.keyRule().key(Secret.of(Sample.WHSEC));
    }
}
