package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
    private static final String TOKEN = "a token of sixteen bytes and more";
    private static final String OTHER = "another token, as long as need be";

    @Test
    void accepts_the_token_after_its_prefix_and_promises_nothing_of_the_body() {
        SignatureVerifier leonardo = SignatureVerifier.of(Schemes.leonardo(), Secret.of(TOKEN));

        assertThat(verdict(leonardo, "Authorization", "Bearer " + TOKEN))
                .isEqualTo(new Verdict.Verified(null, null, 0, AssuranceLevel.BEARER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic  ", "bearer ", "BEARER ", "Bearer", "Bearer_", ""})
    void refuses_the_right_token_after_another_prefix(String prefix) {
        SignatureVerifier leonardo = SignatureVerifier.of(Schemes.leonardo(), Secret.of(TOKEN));

        assertThat(verdict(leonardo, "Authorization", prefix + TOKEN))
                .isEqualTo(Messages.rejected(Reason.NO_SUPPORTED_SIGNATURE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {TOKEN + "x", "x" + TOKEN, "a token of sixteen bytes and mor", "A token of sixteen bytes and more"
            })
    void refuses_a_token_that_is_nearly_right(String token) {
        SignatureVerifier leonardo = SignatureVerifier.of(Schemes.leonardo(), Secret.of(TOKEN));

        assertThat(verdict(leonardo, "Authorization", "Bearer " + token))
                .isEqualTo(Messages.rejected(Reason.SIGNATURE_MISMATCH));
    }

    @Test
    void refuses_no_token_and_one_too_long_to_be_honest() {
        String longest = "t".repeat(1024);
        SignatureVerifier bearer = SignatureVerifier.of(
                Schemes.bearer("X-Token", "t="), List.of(Secret.of(longest), Secret.of(longest + "t")));

        assertThat(verdict(bearer, "X-Token", "t=")).isEqualTo(Messages.rejected(Reason.MALFORMED_SIGNATURE));
        assertThat(verdict(bearer, "X-Token", "t=" + longest)).isInstanceOf(Verdict.Verified.class);
        assertThat(verdict(bearer, "X-Token", "t=" + longest + "t"))
                .isEqualTo(Messages.rejected(Reason.MALFORMED_SIGNATURE));
    }

    @Test
    void rotates_tokens_and_tells_which_one_matched() {
        SignatureVerifier database =
                SignatureVerifier.of(Schemes.supabaseDb("X-Hook-Token"), Secret.of(TOKEN), Secret.of(OTHER));

        assertThat(((Verdict.Verified) verdict(database, "x-hook-token", TOKEN)).secretIndex())
                .isZero();
        assertThat(((Verdict.Verified) verdict(database, "x-hook-token", OTHER)).secretIndex())
                .isEqualTo(1);
    }

    @Test
    void reads_a_token_beyond_ascii_byte_by_byte() {
        SignatureVerifier leonardo = SignatureVerifier.of(Schemes.leonardo(), Secret.of("ein größerer Schlüssel"));

        assertThat(verdict(leonardo, "Authorization", "Bearer ein größerer Schlüssel"))
                .isInstanceOf(Verdict.Verified.class);
        assertThat(verdict(leonardo, "Authorization", "Bearer ein gr??erer Schl?ssel"))
                .isEqualTo(Messages.rejected(Reason.SIGNATURE_MISMATCH));
    }

    private static Verdict verdict(SignatureVerifier verifier, String name, String value) {
        return verifier.verify(Map.of(name, List.of(value)), Messages.utf8("{}"), Sample.NOW);
    }
}
