package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiDynamicTest {
    private static final RSAPublicKey PUBLIC = (RSAPublicKey) Keys.RSA.getPublic();
    private static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"g1\",\"typ\":\"JWT\"}";
    private static final String CLAIMS = "{\"aud\":\"" + Sample.AUDIENCE + "\",\"iat\":" + Sample.TIME + "}";

    private final JwksSource keys =
            Sample.published(Keys.set(Keys.ED25519.get(0).jwk("ed"), Keys.jwk("g1", PUBLIC)));
    private final SignatureVerifier verifier = SignatureVerifier.of(Schemes.geminiDynamic(), keys, Sample.AUDIENCE);

    @Test
    void accepts_a_token_for_its_audience_and_promises_nothing_of_the_body() {
        assertThat(verdict(HEADER, CLAIMS))
                .isEqualTo(new Verdict.Verified(null, Sample.NOW, 1, AssuranceLevel.ID_ONLY));
        assertThat(verdict(HEADER, "{\"aud\":[\"x\",\"" + Sample.AUDIENCE + "\"],\"exp\":1700000001,\"jti\":\"m1\"}"))
                .isEqualTo(new Verdict.Verified("m1", null, 1, AssuranceLevel.ID_ONLY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"iat\":T}",
                "{\"aud\":\"x\",\"iat\":T}",
                "{\"aud\":[],\"iat\":T}",
                "{\"aud\":1,\"iat\":T}",
                "{\"aud\":{\"A\":1},\"iat\":T}"
            })
    void refuses_a_token_for_somebody_else(String claims) {
        String filled = claims.replace("T", Sample.TIME).replace("A", Sample.AUDIENCE);

        assertThat(verdict(HEADER, filled)).isEqualTo(Messages.rejected(Reason.SIGNATURE_MISMATCH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\",\"kid\":\"g1\"}",
                "{\"alg\":\"HS256\",\"kid\":\"g1\"}",
                "{\"alg\":\"RS512\",\"kid\":\"g1\"}",
                "{\"alg\":\"rs256\",\"kid\":\"g1\"}",
                "{\"kid\":\"g1\"}",
                "{\"alg\":\"RS256\",\"kid\":\"g1\",\"crit\":[\"b64\"],\"b64\":false}"
            })
    void lets_the_token_choose_no_algorithm(String header) {
        assertThat(verdict(header, CLAIMS)).isEqualTo(Messages.rejected(Reason.NO_SUPPORTED_SIGNATURE));
    }

    @Test
    void refuses_an_hmac_keyed_with_the_public_key() {
        String signed =
                Keys.url(Messages.utf8("{\"alg\":\"HS256\",\"kid\":\"g1\"}")) + "." + Keys.url(Messages.utf8(CLAIMS));
        String token = signed + "." + Keys.url(Messages.mac(PUBLIC.getEncoded(), Messages.utf8(signed)));

        assertThat(verdict(token)).isEqualTo(Messages.rejected(Reason.NO_SUPPORTED_SIGNATURE));
    }

    @Test
    void looks_for_no_key_and_no_address_in_the_token() {
        KeyPair own = Keys.rsa(2048);
        String header = "{\"alg\":\"RS256\",\"kid\":\"g1\",\"jku\":\"https://evil.example/jwks\",\"jwk\":"
                + Keys.jwk("g1", (RSAPublicKey) own.getPublic()) + "}";

        assertThat(verdict(Keys.jwt(own, header, CLAIMS))).isEqualTo(Messages.rejected(Reason.SIGNATURE_MISMATCH));
        assertThat(verdict(Keys.jwt(own, "{\"alg\":\"RS256\",\"kid\":\"ed\"}", CLAIMS)))
                .isEqualTo(Messages.rejected(Reason.SIGNATURE_MISMATCH));
        assertThat(verdict(Keys.jwt(own, "{\"alg\":\"RS256\",\"kid\":\"g2\"}", CLAIMS)))
                .isEqualTo(Messages.rejected(Reason.SIGNATURE_MISMATCH));
    }

    @ParameterizedTest
    @CsvSource({
        "iat, -301, TIMESTAMP_TOO_OLD",
        "iat, 301, TIMESTAMP_IN_FUTURE",
        "iat, -300,",
        "exp, -301, TIMESTAMP_TOO_OLD",
        "exp, -300,",
        "exp, 999999,",
        "nbf, 301, MALFORMED_TIMESTAMP",
    })
    void holds_its_times_against_the_clock(String claim, long offset, Reason expected) {
        String claims = "{\"aud\":\"" + Sample.AUDIENCE + "\",\"" + claim + "\":" + (1_700_000_000L + offset) + "}";

        assertThat(reason(verdict(HEADER, claims))).isEqualTo(expected);
    }

    @Test
    void refuses_a_token_that_is_not_valid_yet() {
        String claims = CLAIMS.replace("}", ",\"nbf\":1700000301}");

        assertThat(verdict(HEADER, claims)).isEqualTo(Messages.rejected(Reason.TIMESTAMP_IN_FUTURE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"iat\":\"1700000000\"",
                "\"iat\":1.7e9",
                "\"iat\":-1",
                "\"exp\":true",
                "\"iat\":99999999999999",
                "\"iat\":123456789012345678901"
            })
    void refuses_times_that_are_not_plain_numbers(String time) {
        assertThat(verdict(HEADER, "{\"aud\":\"" + Sample.AUDIENCE + "\"" + (time.isEmpty() ? "" : "," + time) + "}"))
                .isEqualTo(Messages.rejected(Reason.MALFORMED_TIMESTAMP));
    }

    @Test
    void refuses_every_token_with_one_character_changed() {
        String token = Keys.jwt(Keys.RSA, HEADER, CLAIMS);
        for (int at = 0; at < token.length(); at++) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            assertThat(verdict(token.substring(0, at) + other + token.substring(at + 1)))
                    .isInstanceOf(Verdict.Rejected.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a.b",
                "..",
                "a.b.c.d",
                "e30.e30.",
                "e30=.e30.AA",
                "W10.e30.AA",
                "e30.W10.AA",
                "%.e30.AA",
                "\u0661.e30.AA"
            })
    void refuses_what_is_no_token(String text) {
        assertThat(verdict(text)).isEqualTo(Messages.rejected(Reason.MALFORMED_SIGNATURE));
    }

    @Test
    void refuses_a_token_too_long_to_be_honest_and_one_without_the_name_of_its_key() {
        String longer = CLAIMS.replace("}", ",\"x\":\"" + "y".repeat(8192) + "\"}");

        assertThat(verdict(HEADER, longer)).isEqualTo(Messages.rejected(Reason.MALFORMED_SIGNATURE));
        assertThat(verdict("{\"alg\":\"RS256\"}", CLAIMS)).isEqualTo(Messages.rejected(Reason.MALFORMED_SIGNATURE));
        assertThat(verdict(HEADER, CLAIMS.replace("}", ",\"jti\":\"a.b\"}")))
                .isEqualTo(Messages.rejected(Reason.MALFORMED_ID));
    }

    @Test
    void refuses_what_is_forged_before_the_body_is_read() {
        String token = Keys.jwt(Keys.rsa(2048), HEADER, CLAIMS);

        assertThat(verifier.begin(Map.of("Webhook-Signature", List.of(token)), Sample.NOW))
                .isEqualTo(Messages.rejected(Reason.SIGNATURE_MISMATCH));
    }

    @Test
    void says_when_there_is_no_key_it_could_trust() {
        for (byte[] set : List.of(Keys.set(), Keys.set(Keys.ED25519.get(0).jwk("g1")))) {
            SignatureVerifier without =
                    SignatureVerifier.of(Schemes.geminiDynamic(), Sample.published(set), Sample.AUDIENCE);

            assertThat(without.begin(
                            Map.of("webhook-signature", List.of(Keys.jwt(Keys.RSA, HEADER, CLAIMS))), Sample.NOW))
                    .isEqualTo(Messages.rejected(Reason.NO_TRUSTED_KEYS));
        }
    }

    @Test
    void is_built_with_published_keys_and_an_audience_or_not_at_all() {
        assertThatIllegalArgumentException().isThrownBy(() -> SignatureVerifier.of(Schemes.geminiDynamic(), keys));
        assertThatIllegalArgumentException().isThrownBy(() -> SignatureVerifier.of(Schemes.geminiDynamic(), keys, " "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureVerifier.of(Schemes.fal(), keys, Sample.AUDIENCE));
        assertThatIllegalArgumentException().isThrownBy(() -> SignatureVerifier.of(Schemes.replicate(), keys));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureVerifier.of(Schemes.geminiDynamic(), Secret.of(Sample.WHSEC)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureVerifier.of(Schemes.fal(), Secret.of(Sample.WHSEC)));
    }

    private Verdict verdict(String header, String claims) {
        return verdict(Keys.jwt(Keys.RSA, header, claims));
    }

    private Verdict verdict(String token) {
        return verifier.verify(Map.of("webhook-signature", List.of(token)), Sample.BODY, Sample.NOW);
    }

    private static Reason reason(Verdict verdict) {
        return verdict instanceof Verdict.Rejected rejected ? rejected.reason() : null;
    }
}
