package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has to hold for each scheme alike. */
class EverySchemeTest {
    static List<Sample> samples() {
        return Sample.all();
    }

    static List<Sample> timed() {
        return Sample.all().stream()
                .filter(s -> s.verifier().scheme().headers().get(0).timestamp() != null)
                .toList();
    }

    @Test
    void has_a_sample_and_a_name_of_its_own() {
        assertThat(Sample.all())
                .extracting(s -> s.verifier().scheme().name())
                .containsExactlyInAnyOrderElementsOf(
                        Schemes.all().stream().map(Scheme::name).toList())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void accepts_what_its_vendor_signs_and_says_how_much_that_proves(Sample sample) {
        Verdict.Verified verified = (Verdict.Verified) sample.verdict();

        Scheme scheme = sample.verifier().scheme();
        assertThat(verified.assurance()).isEqualTo(scheme.assurance());
        assertThat(verified.secretIndex()).isZero();
        assertThat(verified.id() != null).isEqualTo(scheme.headers().get(0).id() != null);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refuses_what_another_secret_key_or_audience_stands_for(Sample sample) {
        assertThat(sample.other().verify(sample.headers(), sample.body(), Sample.NOW))
                .isEqualTo(Messages.rejected(Reason.SIGNATURE_MISMATCH));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refuses_a_changed_body_wherever_the_body_is_signed(Sample sample) {
        byte[] changed = sample.body().clone();
        changed[7] ^= 1;

        assertThat(sample.withBody(changed).verdict() instanceof Verdict.Rejected)
                .isEqualTo(sample.isBodySigned());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refuses_a_delivery_without_any_one_of_its_headers(Sample sample) {
        for (String name : sample.headers().keySet()) {
            Map<String, List<String>> fewer = new HashMap<>(sample.headers());
            fewer.remove(name);

            assertThat(sample.verifier().begin(fewer, Sample.NOW)).isEqualTo(Messages.rejected(Reason.MISSING_HEADER));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refuses_any_header_that_comes_twice_in_one_case_or_two(Sample sample) {
        for (String name : sample.headers().keySet()) {
            String value = sample.headers().get(name).get(0);
            Map<String, List<String>> more = new HashMap<>(sample.headers());
            more.put(name.toUpperCase(Locale.ROOT), List.of(value));

            assertThat(sample.with(name, value, value).verdict()).isEqualTo(Messages.rejected(Reason.DUPLICATE_HEADER));
            assertThat(sample.verifier().begin(more, Sample.NOW)).isEqualTo(Messages.rejected(Reason.DUPLICATE_HEADER));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void reads_header_names_in_any_case_and_values_with_space_around(Sample sample) {
        Map<String, List<String>> loud = new HashMap<>();
        sample.headers()
                .forEach(
                        (name, values) -> loud.put(name.toUpperCase(Locale.ROOT), List.of(" " + values.get(0) + "\t")));

        assertThat(sample.verifier().verify(loud, sample.body(), Sample.NOW)).isInstanceOf(Verdict.Verified.class);
    }

    @ParameterizedTest
    @MethodSource("timed")
    void refuses_what_is_older_or_newer_than_its_tolerance_before_the_body(Sample sample) {
        Duration tolerance = sample.verifier().scheme().timestamp().tolerance();
        assertThat(sample.verifier().begin(sample.headers(), Sample.NOW.plus(tolerance)))
                .isInstanceOf(BodyVerifier.class);
        assertThat(sample.verifier()
                        .begin(sample.headers(), Sample.NOW.plus(tolerance).plusSeconds(1)))
                .isEqualTo(Messages.rejected(Reason.TIMESTAMP_TOO_OLD));
        assertThat(sample.verifier()
                        .begin(sample.headers(), Sample.NOW.minus(tolerance).minusSeconds(1)))
                .isEqualTo(Messages.rejected(Reason.TIMESTAMP_IN_FUTURE));
    }

    @ParameterizedTest
    @MethodSource("timed")
    void says_when_the_attempt_was_made(Sample sample) {
        assertThat(((Verdict.Verified) sample.verdict()).attemptAt()).isBetween(Sample.NOW, Sample.NOW.plusMillis(999));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refuses_a_body_that_is_one_byte_too_large(Sample sample) {
        int length = sample.body().length;
        SignatureVerifier exact = sample.verifier().withMaxBodyBytes(length);

        assertThat(exact.verify(sample.headers(), sample.body(), Sample.NOW)).isInstanceOf(Verdict.Verified.class);
        assertThat(exact.withMaxBodyBytes(length - 1).verify(sample.headers(), sample.body(), Sample.NOW))
                .isEqualTo(Messages.rejected(Reason.BODY_TOO_LARGE));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void takes_the_body_in_pieces_of_any_size(Sample sample) {
        for (int size : new int[] {1, 7, sample.body().length}) {
            BodyVerifier body = (BodyVerifier) sample.verifier().begin(sample.headers(), Sample.NOW);
            for (int from = 0; from < sample.body().length; from += size) {
                ByteBuffer piece = ByteBuffer.allocateDirect(size)
                        .put(sample.body(), from, Math.min(size, sample.body().length - from))
                        .flip();
                body.update(piece);
                assertThat(piece.hasRemaining()).isFalse();
            }

            assertThat(body.finish()).isEqualTo(sample.verdict());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refuses_what_any_other_scheme_signs(Sample sample) {
        TreeSet<String> alike = new TreeSet<>(
                List.of("standard-webhooks", "svix", "replicate", "openai", "gemini-static", "supabase-auth-hook"));
        List<String> bearers = List.of("leonardo", "supabase-db", "bearer");
        for (Sample other : Sample.all()) {
            String one = sample.toString();
            String two = other.toString();
            boolean isSame = one.equals(two)
                    || (alike.contains(one) && alike.contains(two) && !two.equals("svix"))
                    || (bearers.contains(one) && bearers.contains(two));
            Verdict verdict = sample.verifier().verify(other.headers(), other.body(), Sample.NOW);

            assertThat(verdict instanceof Verdict.Verified)
                    .as("%s given to %s", two, one)
                    .isEqualTo(isSame);
        }
    }
}
