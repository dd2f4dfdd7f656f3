package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes that verifiers of webhooks were published with, some with a CVE; each is tried here. */
class KnownMistakesTest {
    @Test
    void missing_verification_there_is_no_verifier_without_scheme_and_secret() {
        assertThat(SignatureVerifier.class.getConstructors()).isEmpty();
        for (Scheme scheme : Schemes.all()) {
            assertThatIllegalArgumentException().isThrownBy(() -> SignatureVerifier.of(scheme, List.of()));
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\r\n", "whsec_", "v1,whsec_", "whsec_ ", "whsec_AAAA"})
    void empty_secret_bypass_nothing_is_built_with_what_makes_no_key(String text) {
        for (Scheme scheme : Schemes.all()) {
            assertThatIllegalArgumentException().isThrownBy(() -> SignatureVerifier.of(scheme, Secret.of(text)));
        }
    }

    @Test
    void missing_signature_header_is_never_fine() {
        for (Sample sample : Sample.all()) {
            String name =
                    sample.verifier().scheme().headers().get(0).signature().toLowerCase(Locale.ROOT);
            for (List<String> absent : Arrays.asList(null, List.<String>of(), Arrays.asList((String) null))) {
                Map<String, List<String>> headers = new HashMap<>(sample.headers());
                headers.put(name, absent);
                assertThat(sample.verifier().verify(headers, sample.body(), Sample.NOW))
                        .isEqualTo(Messages.rejected(Reason.MISSING_HEADER));
            }
            assertThat(sample.verifier().verify(Map.of(), sample.body(), Sample.NOW))
                    .isEqualTo(Messages.rejected(Reason.MISSING_HEADER));
        }
    }

    /** CVE-2024-21491: {@code v1,} alone was equal to every signature, up to the length of the shorter one. */
    @Test
    void length_truncated_comparison_no_prefix_of_a_signature_is_one() {
        for (Sample sample : Sample.all()) {
            String name =
                    sample.verifier().scheme().headers().get(0).signature().toLowerCase(Locale.ROOT);
            String right = sample.headers().get(name).get(0);
            for (int length = 0; length < right.length(); length++) {
                assertThat(sample.with(name, right.substring(0, length)).verdict())
                        .isInstanceOf(Verdict.Rejected.class);
            }
        }
    }

    /** CVE-2022-43412 and others; the program {@code CompareLeak} in benchmarks measures what this only reads. */
    @Test
    void timing_unsafe_comparison_every_comparison_is_constant_time_and_none_ends_early() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/dev/medialifecycle/verifier"))) {
            List<String> comparing = sources.filter(Files::isRegularFile)
                    .filter(p -> read(p).contains("MessageDigest.isEqual("))
                    .map(p -> p.getFileName().toString())
                    .toList();
            assertThat(comparing)
                    .containsExactlyInAnyOrder("SignedHeaders.java", "TokenChecks.java", "CapabilityUrls.java");
        }
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile).map(KnownMistakesTest::read))
                    .isNotEmpty()
                    .noneMatch(s -> s.contains("Arrays.equals(")
                            || s.contains("Arrays.compare(")
                            || s.contains("Arrays.mismatch(")
                            || s.contains("equalsIgnoreCase("));
        }
    }

    @Test
    void one_sided_time_check_the_future_is_refused_as_the_past_is() {
        assertThat(Sample.named("stripe")
                        .verifier()
                        .begin(Sample.named("stripe").headers(), Sample.NOW.minusSeconds(301)))
                .isEqualTo(Messages.rejected(Reason.TIMESTAMP_IN_FUTURE));
        assertThat(Sample.named("slack")
                        .verifier()
                        .begin(Sample.named("slack").headers(), Sample.NOW.minusSeconds(301)))
                .isEqualTo(Messages.rejected(Reason.TIMESTAMP_IN_FUTURE));
        assertThat(Sample.named("cloudinary")
                        .verifier()
                        .begin(Sample.named("cloudinary").headers(), Sample.NOW.minusSeconds(7201)))
                .isEqualTo(Messages.rejected(Reason.TIMESTAMP_IN_FUTURE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1700000000",
                " 1700000000x",
                "1700000000abc",
                "01700000000",
                "1.7e9",
                "NaN",
                "",
                "\u0661\u0667",
                "17000000000000"
            })
    void lenient_number_parsing_a_time_has_one_spelling(String time) {
        for (String name : List.of("stripe", "mux")) {
            String header = name + "-signature";
            String right = Sample.named(name).headers().get(header).get(0);
            assertThat(Sample.named(name)
                            .with(header, right.replace("t=" + Sample.TIME, "t=" + time))
                            .verdict())
                    .isEqualTo(Messages.rejected(Reason.MALFORMED_TIMESTAMP));
        }
        assertThat(Sample.named("slack").with("x-slack-request-timestamp", time).verdict())
                .isEqualTo(Messages.rejected(Reason.MALFORMED_TIMESTAMP));
    }

    @Test
    void locale_dependent_formatting_no_source_formats_or_parses_by_locale() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile).map(KnownMistakesTest::read))
                    .noneMatch(s -> s.contains("String.format(")
                            || s.contains(".formatted(")
                            || s.contains("toLowerCase()")
                            || s.contains("toUpperCase()")
                            || s.contains("Long.parseLong(")
                            || s.contains(".getBytes()"));
        }
    }

    @Test
    void charset_round_trip_no_method_takes_a_body_as_text() {
        for (Class<?> type : List.of(SignatureVerifier.class, BodyVerifier.class)) {
            for (Method method : type.getMethods()) {
                if (List.of("verify", "begin", "update").contains(method.getName())) {
                    assertThat(method.getParameterTypes()).doesNotContain(String.class, CharSequence.class);
                }
            }
        }
    }

    @Test
    void charset_round_trip_bytes_that_decode_to_the_same_text_are_told_apart() {
        byte[] invalid = {'{', '"', (byte) 0xFF, '"', '}'};
        byte[] replaced = new String(invalid, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        String hex = HexFormat.of().formatHex(Messages.mac(Messages.utf8(Sample.TEXT), invalid));
        Sample github = Sample.named("github").with("x-hub-signature-256", "sha256=" + hex);

        assertThat(github.withBody(invalid).verdict()).isInstanceOf(Verdict.Verified.class);
        assertThat(github.withBody(replaced).verdict()).isEqualTo(Messages.rejected(Reason.SIGNATURE_MISMATCH));
    }

    @Test
    void body_altered_before_verification_line_ends_and_escapes_count() {
        byte[] sent = Messages.utf8("{\"a\": \"\\u001B\",\r\n \"b\": 1}\n");
        String hex = HexFormat.of().formatHex(Messages.mac(Messages.utf8(Sample.TEXT), sent));
        Sample github = Sample.named("github").with("x-hub-signature-256", "sha256=" + hex);

        assertThat(github.withBody(sent).verdict()).isInstanceOf(Verdict.Verified.class);
        for (String altered : List.of(
                "{\"a\": \"\\u001B\",\n \"b\": 1}\n",
                "{\"a\":\"\\u001B\",\"b\":1}",
                "{\"a\": \"\\u001b\",\r\n \"b\": 1}\n")) {
            assertThat(github.withBody(Messages.utf8(altered)).verdict())
                    .isEqualTo(Messages.rejected(Reason.SIGNATURE_MISMATCH));
        }
    }

    /** CVE-2026-42294: the whole body was read before anything was checked. */
    @Test
    void unbounded_body_before_authentication_headers_are_judged_without_a_byte_of_it() {
        for (Sample sample : Sample.all()) {
            String name =
                    sample.verifier().scheme().headers().get(0).signature().toLowerCase(Locale.ROOT);
            assertThat(sample.verifier().begin(sample.with(name, "?").headers(), Sample.NOW))
                    .isInstanceOf(Verdict.Rejected.class);
            BodyVerifier body =
                    (BodyVerifier) sample.verifier().withMaxBodyBytes(10).begin(sample.headers(), Sample.NOW);
            assertThat(body.update(new byte[11]).isTooLarge()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"svix-id", "svix-timestamp", "svix-signature", "webhook-id"})
    void header_ambiguity_two_sets_of_names_are_never_mixed(String name) {
        Map<String, List<String>> both = new HashMap<>(Sample.named("svix").headers());
        both.putAll(Messages.headers("other", Sample.TIME, "v1," + Messages.base64(new byte[32])));
        SignatureVerifier verifier = Sample.named("svix").verifier();
        assertThat(verifier.verify(both, Sample.BODY, Sample.NOW)).isInstanceOf(Verdict.Verified.class);

        both.remove(name);
        boolean isBranded = name.startsWith("svix");
        assertThat(verifier.verify(both, Sample.BODY, Sample.NOW) instanceof Verdict.Rejected)
                .isEqualTo(isBranded);
    }

    @Test
    void boundary_shift_an_old_message_cannot_be_cut_into_a_fresh_one() {
        Map<String, List<String>> old = Messages.signed(Sample.WHSEC, "msg", "1", Messages.utf8(Sample.TIME + ".{}"));
        String signature = old.get("webhook-signature").get(0);

        assertThat(Sample.named("replicate")
                        .verifier()
                        .verify(Messages.headers("msg.1", Sample.TIME, signature), Messages.utf8("{}"), Sample.NOW))
                .isEqualTo(Messages.rejected(Reason.MALFORMED_ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}1", "1{}", "", "[]", "{", "}", "{} {}1", " \n"})
    void boundary_shift_a_body_next_to_a_number_has_to_be_a_json_object(String text) throws Exception {
        byte[] body = Messages.utf8(text);
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(Messages.join(body, Messages.utf8(Sample.TIME + Sample.TEXT)));
        Sample cloudinary = Sample.named("cloudinary")
                .with("x-cld-signature", HexFormat.of().formatHex(hash))
                .withBody(body);

        assertThat(cloudinary.verdict()).isEqualTo(Messages.rejected(Reason.UNPARSEABLE_BODY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " {}\n", "\r\n\t{\"a\":1} "})
    void boundary_shift_space_around_that_object_does_not_matter(String text) throws Exception {
        byte[] body = Messages.utf8(text);
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(Messages.join(body, Messages.utf8(Sample.TIME + Sample.TEXT)));
        Sample cloudinary = Sample.named("cloudinary")
                .with("x-cld-signature", HexFormat.of().formatHex(hash))
                .withBody(body);

        assertThat(cloudinary.verdict()).isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void algorithm_confusion_the_header_chooses_nothing() throws Exception {
        Sample github = Sample.named("github");
        String hex = github.headers().get("x-hub-signature-256").get(0).substring(7);
        for (String other : List.of("sha1=" + hex, "SHA256=" + hex, "sha512=" + hex, hex)) {
            assertThat(github.with("x-hub-signature-256", other).verdict())
                    .isEqualTo(Messages.rejected(Reason.NO_SUPPORTED_SIGNATURE));
        }
        String v0 =
                Sample.named("stripe").headers().get("stripe-signature").get(0).replace("v1=", "v0=");
        assertThat(Sample.named("stripe").with("stripe-signature", v0).verdict())
                .isEqualTo(Messages.rejected(Reason.NO_SUPPORTED_SIGNATURE));
        String sha1 =
                Sample.named("cloudinary-sha1").headers().get("x-cld-signature").get(0);
        assertThat(Sample.named("cloudinary").with("x-cld-signature", sha1).verdict())
                .isEqualTo(Messages.rejected(Reason.MALFORMED_SIGNATURE));
    }

    @Test
    void algorithm_confusion_an_hmac_keyed_with_the_public_key_is_no_signature() {
        byte[] key = Keys.ED25519.get(0).bytes();
        byte[] mac = Messages.mac(key, Messages.join(Messages.utf8("msg_1." + Sample.TIME + "."), Sample.BODY));
        Sample v1a = Sample.named("standard-webhooks-v1a");

        assertThat(v1a.with("webhook-signature", "v1," + Messages.base64(mac)).verdict())
                .isEqualTo(Messages.rejected(Reason.NO_SUPPORTED_SIGNATURE));
        assertThat(v1a.with("webhook-signature", "v1a," + Messages.base64(mac)).verdict())
                .isEqualTo(Messages.rejected(Reason.MALFORMED_SIGNATURE));
    }

    @Test
    void replay_of_what_has_no_time_is_told_by_its_level_of_assurance() {
        AssurancePolicy policy = AssurancePolicy.requireAtLeast(AssuranceLevel.TIMED_BODY);
        for (Sample sample : Sample.all()) {
            Scheme scheme = sample.verifier().scheme();
            boolean isTimed = scheme.headers().get(0).timestamp() != null;

            assertThat(policy.allows(sample.verdict())).as(scheme.name()).isEqualTo(isTimed && sample.isBodySigned());
        }
        assertThat(policy.allows(Messages.rejected(Reason.MISSING_HEADER))).isFalse();
    }

    @Test
    void leakage_nothing_says_a_secret_a_signature_or_a_body() {
        for (Sample sample : Sample.all()) {
            String shown = sample.verdict() + " " + sample.verifier() + " "
                    + sample.verifier().scheme() + " " + sample.verifier().begin(sample.headers(), Sample.NOW) + " "
                    + Secret.of(Sample.TEXT);
            for (String secret : List.of(Sample.TEXT, Sample.WHSEC, Sample.WHSEC.substring(6), "prompt")) {
                assertThat(shown).doesNotContain(secret);
            }
        }
        assertThatExceptionOfType(UnusableSecretException.class)
                .isThrownBy(() -> SignatureVerifier.of(Schemes.replicate(), Secret.of("whsec_notbase64%%%")))
                .satisfies(e -> assertThat(e.toString()).doesNotContain("notbase64"));
    }

    @Test
    void poisoned_references_replicate_has_no_headers_but_those_of_standard_webhooks() {
        String hex = HexFormat.of().formatHex(Messages.mac(Messages.utf8(Sample.WHSEC), Sample.BODY));

        assertThat(Sample.named("replicate")
                        .verifier()
                        .begin(
                                Map.of(
                                        "X-Replicate-Signature",
                                        List.of(hex),
                                        "X-Replicate-Content-SHA256",
                                        List.of(hex)),
                                Sample.NOW))
                .isEqualTo(Messages.rejected(Reason.MISSING_HEADER));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
