package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilityUrlsTest {
    private static final Secret KEY = Secret.of("one key of ours, kept well");
    private static final Secret NEXT = Secret.of("the next key, kept as well");
    private static final Instant EXPIRES = Sample.NOW.plusSeconds(3600);

    private final CapabilityUrls urls = CapabilityUrls.of("runware", KEY);
    private final String minted = urls.mint("job-1", EXPIRES);

    @Test
    void mints_a_segment_that_names_its_job_and_its_end_and_that_nobody_can_guess() {
        byte[] mac = Messages.mac(
                Messages.utf8("one key of ours, kept well"), Messages.utf8("cb1.runware.job-1.1700003600"));

        assertThat(minted).isEqualTo("job-1.1700003600." + Keys.url(mac)).matches("[A-Za-z0-9_.-]+");
        assertThat(urls.verify(minted, Sample.NOW))
                .isEqualTo(new Verdict.Verified(null, null, 0, AssuranceLevel.CAPABILITY_URL, "job-1"));
    }

    @Test
    void is_good_until_its_last_second() {
        assertThat(urls.verify(minted, EXPIRES.plusMillis(999))).isInstanceOf(Verdict.Verified.class);
        assertThat(urls.verify(minted, EXPIRES.plusSeconds(1))).isEqualTo(Messages.rejected(Reason.TIMESTAMP_TOO_OLD));
    }

    @Test
    void is_good_for_one_job_one_end_one_vendor_and_one_key() {
        String[] parts = minted.split("\\.");

        assertThat(urls.verify("job-2." + parts[1] + "." + parts[2], Sample.NOW))
                .isEqualTo(Messages.rejected(Reason.SIGNATURE_MISMATCH));
        assertThat(urls.verify(parts[0] + ".1700003601." + parts[2], Sample.NOW))
                .isEqualTo(Messages.rejected(Reason.SIGNATURE_MISMATCH));
        assertThat(CapabilityUrls.of("luma", KEY).verify(minted, Sample.NOW))
                .isEqualTo(Messages.rejected(Reason.SIGNATURE_MISMATCH));
        assertThat(CapabilityUrls.of("runware", NEXT).verify(minted, Sample.NOW))
                .isEqualTo(Messages.rejected(Reason.SIGNATURE_MISMATCH));
    }

    @Test
    void rotates_keys_and_tells_which_one_matched() {
        CapabilityUrls rotated = CapabilityUrls.of("runware", NEXT, KEY);

        assertThat(rotated.verify(minted, Sample.NOW))
                .isInstanceOfSatisfying(
                        Verdict.Verified.class, v -> assertThat(v.secretIndex()).isEqualTo(1));
        assertThat(urls.verify(rotated.mint("job-1", EXPIRES), Sample.NOW))
                .isEqualTo(Messages.rejected(Reason.SIGNATURE_MISMATCH));
    }

    @ParameterizedTest
    @CsvSource({
        "'', MALFORMED_SIGNATURE",
        "., MALFORMED_SIGNATURE",
        "job-1, MALFORMED_SIGNATURE",
        "job-1.1700003600, MALFORMED_SIGNATURE",
        ".1700003600.x, MALFORMED_ID",
        "job/1.1700003600.x, MALFORMED_ID",
        "%6Aob.1700003600.x, MALFORMED_ID",
        "job-1..x, MALFORMED_TIMESTAMP",
        "job-1.01700003600.x, MALFORMED_TIMESTAMP",
        "job-1.-1.x, MALFORMED_TIMESTAMP",
        "job-1.99999999999999.x, MALFORMED_TIMESTAMP",
        "job-1.1.x, TIMESTAMP_TOO_OLD",
        "job-1.1700003600., SIGNATURE_MISMATCH",
        "job-1.1700003600.x, SIGNATURE_MISMATCH",
        "job-1.1700003600.x.y.z, SIGNATURE_MISMATCH",
    })
    void refuses_every_other_segment(String segment, Reason reason) {
        assertThat(urls.verify(segment, Sample.NOW)).isEqualTo(Messages.rejected(reason));
    }

    @Test
    void verifies_the_longest_id_and_looks_at_nothing_that_is_longer_than_any_segment() {
        String longest = "j".repeat(256);

        assertThat(urls.verify(urls.mint(longest, EXPIRES), Sample.NOW)).isInstanceOf(Verdict.Verified.class);
        assertThat(urls.verify(minted + "x".repeat(512), Sample.NOW))
                .isEqualTo(Messages.rejected(Reason.MALFORMED_SIGNATURE));
    }

    @Test
    void refuses_a_minted_segment_with_any_one_character_changed_or_missing_or_more() {
        for (int at = 0; at < minted.length(); at++) {
            String before = minted.substring(0, at);
            char other = minted.charAt(at) == 'A' ? 'B' : 'A';
            assertThat(urls.verify(before + other + minted.substring(at + 1), Sample.NOW))
                    .isInstanceOf(Verdict.Rejected.class);
            assertThat(urls.verify(before, Sample.NOW)).isInstanceOf(Verdict.Rejected.class);
        }
        assertThat(urls.verify(minted + "=", Sample.NOW)).isInstanceOf(Verdict.Rejected.class);
        assertThat(urls.verify("j".repeat(1_000_000), Sample.NOW)).isInstanceOf(Verdict.Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a b", "a/b", "ä", "../x"})
    void mints_nothing_for_an_id_that_has_no_place_in_a_path(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> urls.mint(id, EXPIRES));
        assertThatIllegalArgumentException().isThrownBy(() -> CapabilityUrls.of(id, KEY));
    }

    @Test
    void mints_nothing_for_a_time_that_is_none() {
        assertThatIllegalArgumentException().isThrownBy(() -> urls.mint("job-1", Instant.MAX));
        assertThatIllegalArgumentException().isThrownBy(() -> urls.mint("job-1", Instant.ofEpochSecond(-1)));
    }

    @Test
    void is_built_with_one_to_eight_good_keys() {
        assertThatExceptionOfType(UnusableSecretException.class)
                .isThrownBy(() -> CapabilityUrls.of("runware"))
                .returns(Reason.CONFIG_EMPTY_SECRET, UnusableSecretException::reason);
        assertThatExceptionOfType(UnusableSecretException.class)
                .isThrownBy(() -> CapabilityUrls.of("runware", Secret.of("short")))
                .returns(Reason.CONFIG_WEAK_SECRET, UnusableSecretException::reason);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CapabilityUrls.of("runware", Collections.nCopies(9, KEY)));
        assertThat(urls).hasToString("CapabilityUrls[runware]");
    }
}
