package dev.medialifecycle.verifier;

import static dev.medialifecycle.verifier.Messages.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedTimeTest {
    @ParameterizedTest
    @CsvSource({"-301, TIMESTAMP_TOO_OLD", "-300,", "-299,", "0,", "299,", "300,", "301, TIMESTAMP_IN_FUTURE"})
    void accepts_times_up_to_the_tolerance_both_ways_the_bound_included(long offset, Reason expected) {
        String time = "" + (Messages.TIME + offset);

        Verdict verdict = Messages.verify(Messages.signed(Messages.SECRET, "msg", time, Messages.BODY));

        if (expected == null) {
            assertThat(verdict).isInstanceOf(Verdict.Verified.class);
        } else {
            assertThat(verdict).isEqualTo(rejected(expected));
        }
    }

    @Test
    void holds_times_against_another_tolerance_if_told_so() {
        SignatureVerifier strict =
                SignatureVerifier.of(Schemes.replicate().within(Duration.ofSeconds(10)), Secret.of(Messages.SECRET));

        assertThat(strict.verify(Messages.published(), Messages.BODY, Messages.NOW.plusSeconds(10)))
                .isInstanceOf(Verdict.Verified.class);
        assertThat(strict.verify(Messages.published(), Messages.BODY, Messages.NOW.plusSeconds(11)))
                .isEqualTo(rejected(Reason.TIMESTAMP_TOO_OLD));
        assertThat(strict.verify(Messages.published(), Messages.BODY, Messages.NOW.minusSeconds(11)))
                .isEqualTo(rejected(Reason.TIMESTAMP_IN_FUTURE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+1614265330",
                "-1614265330",
                "01614265330",
                "00",
                "1614265330.0",
                "1614265330abc",
                "1e9",
                "0x60",
                "1 614265330",
                "1_614_265_330",
                "NaN",
                "16142653301614",
                "99999999999999999999",
                "\u0661\u0666\u0661\u0664\u0662\u0666\u0665\u0663\u0663\u0660",
                "\uFF11\uFF16\uFF11\uFF14"
            })
    void refuses_a_time_that_is_not_a_plain_decimal_even_if_it_was_signed_so(String time) {
        assertThat(Messages.verify(Messages.signed(Messages.SECRET, "msg", time, Messages.BODY)))
                .isEqualTo(rejected(Reason.MALFORMED_TIMESTAMP));
    }

    @Test
    void refuses_a_signature_over_another_spelling_of_the_time() {
        String signature = Messages.signed(Messages.SECRET, Messages.ID, "0" + Messages.TIME, Messages.BODY)
                .get("webhook-signature")
                .get(0);

        assertThat(Messages.verify(Messages.published("webhook-signature", signature)))
                .isEqualTo(rejected(Reason.SIGNATURE_MISMATCH));
    }

    @Test
    void judges_the_oldest_and_the_latest_time_that_can_be_written() {
        assertThat(Messages.verify(Messages.published("webhook-timestamp", "0")))
                .isEqualTo(rejected(Reason.TIMESTAMP_TOO_OLD));
        assertThat(Messages.verify(Messages.published("webhook-timestamp", "9999999999999")))
                .isEqualTo(rejected(Reason.TIMESTAMP_IN_FUTURE));
    }
}
