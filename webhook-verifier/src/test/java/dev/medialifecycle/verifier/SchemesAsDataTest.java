package dev.medialifecycle.verifier;

import static dev.medialifecycle.verifier.Messages.BODY;
import static dev.medialifecycle.verifier.Messages.NOW;
import static dev.medialifecycle.verifier.Messages.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of the kinds that vendors really use, each given as data alone. */
class SchemesAsDataTest {
    private static final String SECRET = "whsec_0123456789abcdef0123456789abcdef";
    private static final byte[] KEY = Messages.utf8(SECRET);
    private static final TimestampFormat MILLIS_IN_LIST =
            new TimestampFormat("t=", TimeUnit.MILLISECONDS, Duration.ofMinutes(5));

    @Test
    void verifies_what_openssl_signs_over_the_body_and_refuses_one_flipped_bit() {
        // printf '%s' '{"test": 2432232314}' | openssl dgst -sha256 -hmac 'a secret of mine, kept well'
        String hex = "2dd1d9812e848feaf8f7408d78f115ad72cf36faa34dd48bac67a985865cf32a";
        SignatureVerifier verifier = SignatureVerifier.of(
                Schemes.hmacHex("X-Signature", "sha256="), Secret.of("a secret of mine, kept well"));

        assertThat(verifier.verify(Map.of("x-signature", List.of("sha256=" + hex)), BODY, NOW))
                .isEqualTo(new Verdict.Verified(null, null, 0, AssuranceLevel.BODY_ONLY));
        byte[] flipped = BODY.clone();
        flipped[3] ^= 1;
        assertThat(verifier.verify(Map.of("x-signature", List.of("sha256=" + hex)), flipped, NOW))
                .isEqualTo(rejected(Reason.SIGNATURE_MISMATCH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha1=", "SHA256=", ""})
    void refuses_a_weaker_or_unnamed_algorithm_in_the_header(String prefix) {
        SignatureVerifier verifier = SignatureVerifier.of(Schemes.hmacHex("X-Signature", "sha256="), Secret.of(SECRET));
        String hex = HexFormat.of().formatHex(Messages.mac(KEY, BODY));

        assertThat(verifier.verify(Map.of("x-signature", List.of(prefix + hex)), BODY, NOW))
                .isEqualTo(rejected(Reason.NO_SUPPORTED_SIGNATURE));
    }

    @Test
    void verifies_bare_hex_in_either_case_if_no_prefix_is_wanted() {
        SignatureVerifier verifier = SignatureVerifier.of(Schemes.hmacHex("X-Signature", ""), Secret.of(SECRET));
        byte[] mac = Messages.mac(KEY, BODY);

        assertThat(verifier.verify(
                        Map.of(
                                "X-SIGNATURE",
                                List.of(HexFormat.of().withUpperCase().formatHex(mac))),
                        BODY,
                        NOW))
                .isInstanceOf(Verdict.Verified.class);
        assertThat(verifier.verify(Map.of("X-SIGNATURE", List.of(HexFormat.of().formatHex(mac, 0, 31))), BODY, NOW))
                .isEqualTo(rejected(Reason.MALFORMED_SIGNATURE));
    }

    @Test
    void verifies_a_time_of_milliseconds_inside_the_list_of_signatures() {
        SignatureVerifier verifier = SignatureVerifier.of(listScheme(), Secret.of(SECRET));
        String time = Messages.TIME + "007";
        String hex = HexFormat.of().formatHex(Messages.mac(KEY, Messages.join(Messages.utf8(time + "."), BODY)));

        assertThat(verify(verifier, "t=" + time + ",v1=" + hex + ",v0=" + hex))
                .isEqualTo(new Verdict.Verified(null, NOW.plusMillis(7), 0, AssuranceLevel.TIMED_BODY));
        assertThat(verify(verifier, "v1=" + hex)).isEqualTo(rejected(Reason.MALFORMED_TIMESTAMP));
        assertThat(verify(verifier, "t=1,t=" + time + ",v1=" + hex)).isEqualTo(rejected(Reason.MALFORMED_TIMESTAMP));
        assertThat(verify(verifier, "t=" + time + ",v0=" + hex)).isEqualTo(rejected(Reason.NO_SUPPORTED_SIGNATURE));
        assertThat(verify(verifier, "t=" + (Messages.TIME - 301) + "006,v1=" + hex))
                .isEqualTo(rejected(Reason.TIMESTAMP_TOO_OLD));
    }

    @Test
    void falls_back_to_another_complete_set_of_headers_and_never_mixes_two() {
        Scheme branded = new Scheme(
                "branded",
                List.of(
                        new HeaderNames("acme-id", "acme-timestamp", "acme-signature"),
                        new HeaderNames("webhook-id", "webhook-timestamp", "webhook-signature")),
                TimestampFormat.UNIX_SECONDS,
                "{id}.{timestamp}.{body}",
                Algorithm.HMAC_SHA256,
                new SignatureFormat(" ", "v1,", Encoding.BASE64),
                KeyRule.BASE64,
                AssuranceLevel.FULL);
        SignatureVerifier verifier = SignatureVerifier.of(branded, Secret.of(Messages.SECRET));
        Map<String, List<String>> headers = Messages.published();

        headers.put("acme-id", List.of("other"));
        assertThat(verifier.verify(headers, BODY, NOW)).isInstanceOf(Verdict.Verified.class);
        headers.put("acme-timestamp", headers.remove("webhook-timestamp"));
        assertThat(verifier.verify(headers, BODY, NOW)).isEqualTo(rejected(Reason.MISSING_HEADER));
    }

    @Test
    void signs_literal_text_around_what_was_sent() {
        Scheme around = new Scheme(
                "around",
                List.of(new HeaderNames(null, "x-time", "x-sign")),
                TimestampFormat.UNIX_SECONDS,
                "v0:{timestamp}:{body}:end",
                Algorithm.HMAC_SHA256,
                new SignatureFormat("", "v0=", Encoding.HEX),
                KeyRule.TEXT,
                AssuranceLevel.TIMED_BODY);
        byte[] content = Messages.utf8(
                "v0:" + Messages.TIME + ":" + new String(BODY, java.nio.charset.StandardCharsets.UTF_8) + ":end");
        Map<String, List<String>> headers = Map.of(
                "x-time", List.of("" + Messages.TIME),
                "x-sign", List.of("v0=" + HexFormat.of().formatHex(Messages.mac(KEY, content))));

        assertThat(SignatureVerifier.of(around, Secret.of(SECRET)).verify(headers, BODY, NOW))
                .isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void knows_its_schemes_by_name() {
        for (Scheme scheme : Schemes.all()) {
            assertThat(Schemes.named(scheme.name())).contains(scheme);
        }
        assertThat(Schemes.named("replicate")).contains(Schemes.replicate());
        assertThat(Schemes.named("nobody")).isEmpty();
    }

    @Test
    void takes_a_scheme_of_your_own_in_a_few_lines() {
        Scheme acme = new Scheme(
                "acme",
                List.of(new HeaderNames("x-acme-id", "x-acme-time", "x-acme-sign")),
                TimestampFormat.UNIX_SECONDS,
                "{id}|{timestamp}|{sha256(body)}",
                Algorithm.HMAC_SHA256,
                new SignatureFormat(",", "s2=", Encoding.BASE64),
                KeyRule.TEXT,
                AssuranceLevel.FULL);
        String hash = HexFormat.of().formatHex(Sample.digest("SHA-256", BODY));
        byte[] mac = Messages.mac(KEY, Messages.utf8("7|" + Messages.TIME + "|" + hash));
        Map<String, List<String>> headers = Map.of(
                "X-Acme-Id", List.of("7"),
                "X-Acme-Time", List.of("" + Messages.TIME),
                "X-Acme-Sign", List.of("s1=x,s2=" + Messages.base64(mac)));

        assertThat(SignatureVerifier.of(acme, Secret.of(SECRET)).verify(headers, BODY, NOW))
                .isEqualTo(new Verdict.Verified("7", NOW, 0, AssuranceLevel.FULL));
        assertThat(SignatureVerifier.of(acme, Secret.of(SECRET)).verify(headers, Messages.utf8("{}"), NOW))
                .isEqualTo(rejected(Reason.SIGNATURE_MISMATCH));
    }

    @Test
    void refuses_in_an_id_the_character_that_ends_it() {
        Scheme acme = new Scheme(
                "acme",
                List.of(new HeaderNames("id", "time", "sign", "user")),
                TimestampFormat.UNIX_SECONDS,
                "{id}|{user};{timestamp}.{body}",
                Algorithm.HMAC_SHA256,
                new SignatureFormat("", "", Encoding.HEX),
                KeyRule.TEXT,
                AssuranceLevel.FULL);
        SignatureVerifier verifier = SignatureVerifier.of(acme, Secret.of(SECRET));

        assertThat(verifier.begin(headers("a|b", "u"), NOW)).isEqualTo(rejected(Reason.MALFORMED_ID));
        assertThat(verifier.begin(headers("a", "u;v"), NOW)).isEqualTo(rejected(Reason.MALFORMED_ID));
        assertThat(verifier.begin(headers("a;b", "u|v.w"), NOW)).isInstanceOf(BodyVerifier.class);
        // No id has a dot, whatever ends it.
        assertThat(verifier.begin(headers("a.b", "u"), NOW)).isEqualTo(rejected(Reason.MALFORMED_ID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{id}{timestamp}.{body}",
                "{timestamp}{id}.{body}",
                "{timestamp}0.{id}.{body}",
                "{timestamp}.{body}{id}",
                "{timestamp}.{id}{body}",
                "{id}.{timestamp}.{/a}{timestamp}"
            })
    void refuses_a_recipe_in_which_bytes_could_move_from_one_part_to_the_next(String content) {
        Scheme good = Schemes.replicate();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scheme(
                        "bad",
                        good.headers(),
                        good.timestamp(),
                        content,
                        good.algorithm(),
                        good.signature(),
                        good.keyRule(),
                        AssuranceLevel.ID_ONLY))
                .withMessageContaining("ends in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{secret}{body}",
                "{secret}.{timestamp}.{body}",
                "{body}{secret}.{timestamp}",
                "{timestamp}.{body}"
            })
    void refuses_a_plain_hash_that_can_be_made_longer_or_that_holds_no_secret(String content) {
        boolean isTimed = content.contains("timestamp");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scheme(
                        "bad",
                        List.of(new HeaderNames(null, isTimed ? "time" : null, "sign")),
                        TimestampFormat.UNIX_SECONDS,
                        content,
                        Algorithm.SHA256,
                        new SignatureFormat("", "", Encoding.HEX),
                        KeyRule.TEXT,
                        AssuranceLevel.BODY_ONLY));
    }

    @Test
    void refuses_keys_and_encodings_of_another_kind_than_the_algorithm() {
        Scheme v1a = Schemes.standardWebhooksV1a();

        for (KeyRule rule : List.of(KeyRule.BASE64, KeyRule.PREFIXED_BASE64, KeyRule.TEXT, KeyRule.TAIL)) {
            assertThatIllegalArgumentException().isThrownBy(() -> v1a.keyedBy(rule));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Schemes.geminiDynamic().keyedBy(rule));
        }
        for (KeyRule rule : List.of(KeyRule.PUBLIC_KEY, KeyRule.PUBLISHED)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Schemes.replicate().keyedBy(rule));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Schemes.leonardo().keyedBy(rule));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Schemes.leonardo().keyedBy(KeyRule.BASE64));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scheme(
                        "bad",
                        v1a.headers(),
                        v1a.timestamp(),
                        v1a.signedContent(),
                        v1a.algorithm(),
                        new SignatureFormat("", "", Encoding.TEXT),
                        v1a.keyRule(),
                        v1a.assurance()));
    }

    @Test
    void refuses_a_token_that_claims_to_sign_something() {
        for (String content : List.of("{body}", "x")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Scheme(
                            "bad",
                            List.of(new HeaderNames(null, null, "authorization")),
                            TimestampFormat.UNIX_SECONDS,
                            content,
                            Algorithm.TOKEN,
                            new SignatureFormat("", "Bearer ", Encoding.TEXT),
                            KeyRule.TEXT,
                            AssuranceLevel.BEARER));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scheme(
                        "bad",
                        List.of(new HeaderNames(null, null, "authorization")),
                        TimestampFormat.UNIX_SECONDS,
                        "",
                        Algorithm.TOKEN,
                        new SignatureFormat("", "Bearer ", Encoding.TEXT),
                        KeyRule.TEXT,
                        AssuranceLevel.BODY_ONLY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{id}.{timestamp}",
                "{body}{body}",
                "{timestamp}.{body}",
                "{id}.{timestamp}.{body}.{user}",
                "ä{id}{timestamp}{body}"
            })
    void refuses_a_scheme_that_signs_other_things_than_its_headers_carry(String content) {
        Scheme good = Schemes.replicate();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scheme(
                        "bad",
                        good.headers(),
                        good.timestamp(),
                        content,
                        good.algorithm(),
                        good.signature(),
                        good.keyRule(),
                        good.assurance()));
    }

    @Test
    void refuses_a_scheme_that_claims_more_than_it_signs() {
        Scheme good = listScheme();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scheme(
                        "bad",
                        good.headers(),
                        good.timestamp(),
                        good.signedContent(),
                        good.algorithm(),
                        good.signature(),
                        good.keyRule(),
                        AssuranceLevel.FULL))
                .withMessageContaining("FULL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "F", "7", "+", "/", "=", ", "})
    void refuses_a_separator_that_could_be_part_of_a_signature_or_that_is_no_single_character(String separator) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SignatureFormat(separator, "", Encoding.HEX));
    }

    @Test
    void refuses_a_prefix_with_the_separator_in_it() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SignatureFormat(",", "v1,", Encoding.HEX));
    }

    private static Scheme listScheme() {
        return new Scheme(
                "list",
                List.of(new HeaderNames(null, "x-ik-signature", "x-ik-signature")),
                MILLIS_IN_LIST,
                "{timestamp}.{body}",
                Algorithm.HMAC_SHA256,
                new SignatureFormat(",", "v1=", Encoding.HEX),
                KeyRule.TEXT,
                AssuranceLevel.TIMED_BODY);
    }

    private static Map<String, List<String>> headers(String id, String user) {
        return Map.of(
                "id", List.of(id),
                "user", List.of(user),
                "time", List.of("" + Messages.TIME),
                "sign", List.of("00".repeat(32)));
    }

    private static Verdict verify(SignatureVerifier verifier, String header) {
        return verifier.verify(Map.of("x-ik-signature", List.of(header)), BODY, NOW);
    }
}
