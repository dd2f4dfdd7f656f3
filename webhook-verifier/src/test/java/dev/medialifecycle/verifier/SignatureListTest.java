package dev.medialifecycle.verifier;

import static dev.medialifecycle.verifier.Messages.SIGNATURE;
import static dev.medialifecycle.verifier.Messages.published;
import static dev.medialifecycle.verifier.Messages.rejected;
import static dev.medialifecycle.verifier.Messages.verify;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureListTest {
    private static final String WRONG = "v1," + Messages.base64(new byte[32]);

    @Test
    void accepts_the_right_signature_wherever_it_stands_in_the_list() {
        assertThat(verify(published("webhook-signature", SIGNATURE + " " + WRONG)))
                .isInstanceOf(Verdict.Verified.class);
        assertThat(verify(published("webhook-signature", WRONG + " " + SIGNATURE)))
                .isInstanceOf(Verdict.Verified.class);
        assertThat(verify(published("webhook-signature", "v9,what v1,%% v3  " + SIGNATURE)))
                .isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void refuses_lists_of_more_than_sixteen_entries_of_any_version() {
        assertThat(verify(published("webhook-signature", (WRONG + " ").repeat(15) + SIGNATURE)))
                .isInstanceOf(Verdict.Verified.class);
        assertThat(verify(published("webhook-signature", SIGNATURE + (" " + WRONG).repeat(16))))
                .isEqualTo(rejected(Reason.TOO_MANY_SIGNATURES));
        assertThat(verify(published("webhook-signature", "x ".repeat(1_000_000) + SIGNATURE)))
                .isEqualTo(rejected(Reason.TOO_MANY_SIGNATURES));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1",
                "v2,abc",
                "V1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
            })
    void refuses_a_list_without_the_version_it_checks(String list) {
        assertThat(verify(published("webhook-signature", list))).isEqualTo(rejected(Reason.NO_SUPPORTED_SIGNATURE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1,",
                "v1,=",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1O==",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OEA",
                "v1,g0hM9SsE-OTPJTGt_tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF=",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=junk",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=,v1",
                "v1,g0hM=SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1,\u0000\uFFFF",
                "v1,AAAA"
            })
    void refuses_signatures_that_are_not_exactly_32_bytes_in_padded_standard_base64(String list) {
        assertThat(verify(published("webhook-signature", list))).isEqualTo(rejected(Reason.MALFORMED_SIGNATURE));
    }

    @Test
    void refuses_the_right_signature_in_lower_case() {
        String lower = "v1," + SIGNATURE.substring(3).toLowerCase(Locale.ROOT);

        assertThat(verify(published("webhook-signature", lower))).isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void refuses_every_prefix_of_the_right_signature() {
        for (int length = 0; length < SIGNATURE.length(); length++) {
            assertThat(verify(published("webhook-signature", SIGNATURE.substring(0, length))))
                    .isInstanceOf(Verdict.Rejected.class);
        }
    }
}
