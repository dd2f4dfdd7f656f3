package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostileInputTest {
    private static final int CASES = Integer.getInteger("fuzz", 200_000);
    private static final String[] ODDITIES = {
        "v1,",
        "v1a,",
        "v3,",
        "sha256=",
        "Bearer ",
        "t=",
        "=",
        ",",
        " ",
        ".",
        "\n",
        "0",
        "-1",
        "1700000000",
        "99999999999999",
        "\u0661",
        "\uD83C",
        "%s%n${jndi:x}",
        "\r\nwebhook-id: x",
        "{\"data\":{\"task_id\":\"",
        "eyJhbGciOiJSUzI1NiJ9.e30.AA",
        ""
    };

    /** As many cases as {@code -Dfuzz} says, over all schemes in turn; each is the sample of a scheme, damaged here and there. */
    @Test
    void raises_nothing_and_verifies_nothing_for_fuzzed_headers_and_bodies() {
        long seed = Long.getLong("fuzz.seed", 20261121);
        System.out.println("HostileInputTest: " + CASES + " cases, -Dfuzz.seed=" + seed);
        Random random = new Random(seed);
        List<Sample> samples = Sample.all();
        List<String> names = samples.stream()
                .flatMap(s -> s.headers().keySet().stream())
                .distinct()
                .toList();
        List<String> values = samples.stream()
                .flatMap(s -> s.headers().values().stream())
                .map(v -> v.get(0))
                .distinct()
                .toList();
        for (int i = 0; i < CASES; i++) {
            Sample sample = samples.get(i % samples.size());
            // What costs a thousand times as much is tried less often, and never left out.
            boolean isCheap = !sample.verifier().scheme().algorithm().isAsymmetric() || i / samples.size() % 50 == 0;
            Map<String, List<String>> headers =
                    isCheap ? damaged(sample, names, values, random) : Map.of("x", List.of(value(values, random)));
            byte[] body = random.nextInt(4) == 0 ? damaged(sample.body(), random) : sample.body();
            Verdict verdict = sample.verifier().verify(headers, body, Sample.NOW);
            if (verdict instanceof Verdict.Verified verified && !isGenuine(verified, sample, headers, body)) {
                throw new AssertionError("case " + i + " of " + sample + ": " + headers + " verified");
            }
        }
    }

    /** Whether all that the scheme signs is as its sender signed it, whatever else was damaged. */
    private static boolean isGenuine(
            Verdict.Verified verified, Sample sample, Map<String, List<String>> headers, byte[] body) {
        Scheme scheme = sample.verifier().scheme();
        SignedHeaders found = SignedHeaders.find(headers, WantedHeaders.of(scheme));
        SignedHeaders right = SignedHeaders.find(sample.headers(), WantedHeaders.of(scheme));
        return verified.equals(sample.verdict())
                && Objects.equals(found.user(), right.user())
                && (scheme.algorithm().signsContent() || found.signature().equals(right.signature()))
                && (!sample.isBodySigned() || Arrays.equals(body, sample.body()));
    }

    @Test
    void raises_nothing_and_verifies_nothing_for_the_right_headers_with_one_character_changed() {
        SignatureVerifier verifier = Messages.verifier(Messages.SECRET);
        for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
            String value = Messages.published().get(name).get(0);
            for (int at = 0; at < value.length(); at++) {
                for (char c = 0; c < 256; c++) {
                    String changed = value.substring(0, at) + c + value.substring(at + 1);
                    // Space around a value is no part of it, and an empty entry no entry.
                    if (!changed.equals(value)) {
                        assertThat(verifier.verify(Messages.published(name, changed), Messages.BODY, Messages.NOW))
                                .as("%s with %s at %s", name, (int) c, at)
                                .isInstanceOf(Verdict.Rejected.class);
                    }
                }
            }
        }
    }

    @Test
    void answers_for_huge_values_and_huge_lists() {
        SignatureVerifier verifier = Messages.verifier(Messages.SECRET);
        String huge = "v1,".repeat(1_000_000);
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            many.add(Messages.SIGNATURE);
        }
        for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
            assertThat(verifier.verify(Messages.published(name, huge), Messages.BODY, Messages.NOW))
                    .isInstanceOf(Verdict.Rejected.class);
            Map<String, List<String>> headers = Messages.published();
            headers.put(name, many);
            assertThat(verifier.verify(headers, Messages.BODY, Messages.NOW))
                    .isEqualTo(Messages.rejected(Reason.DUPLICATE_HEADER));
        }
    }

    @Test
    void decodes_like_the_jdk_and_only_what_an_encoder_writes() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(70)];
            random.nextBytes(bytes);
            String base64 = Base64.getEncoder().encodeToString(bytes);
            String hex = HexFormat.of().formatHex(bytes);

            assertThat(Encoding.BASE64.decode("v1," + base64, 3, base64.length() + 3, bytes.length))
                    .isEqualTo(bytes);
            assertThat(Encoding.HEX.decode(hex, 0, hex.length(), bytes.length)).isEqualTo(bytes);
            assertThat(Encoding.HEX.decode(hex, 0, hex.length(), bytes.length + 1))
                    .isNull();
        }
    }

    private static Map<String, List<String>> damaged(
            Sample sample, List<String> names, List<String> values, Random random) {
        Map<String, List<String>> headers = new HashMap<>(sample.headers());
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<String> own = new ArrayList<>(sample.headers().keySet());
            String name = random.nextInt(4) == 0
                    ? names.get(random.nextInt(names.size()))
                    : own.get(random.nextInt(own.size()));
            switch (random.nextInt(8)) {
                case 0 -> headers.remove(name);
                case 1 -> headers.put(name, random.nextBoolean() ? null : Arrays.asList((String) null));
                case 2 -> headers.put(name.toUpperCase(Locale.ROOT), List.of(value(values, random)));
                case 3 -> headers.put(name, List.of(value(values, random), value(values, random)));
                case 4 -> headers.put(random.nextBoolean() ? null : "\u0000", List.of(value(values, random)));
                default -> headers.put(name, List.of(value(values, random)));
            }
        }
        return headers;
    }

    private static byte[] damaged(byte[] body, Random random) {
        byte[] other = Arrays.copyOf(body, random.nextInt(body.length + 10));
        for (int i = random.nextInt(4); i > 0 && other.length > 0; i--) {
            other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return other;
    }

    private static String value(List<String> values, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(
                    random.nextInt(3) > 0
                            ? values.get(random.nextInt(values.size()))
                            : ODDITIES[random.nextInt(ODDITIES.length)]);
        }
        for (int i = random.nextInt(4); i > 0 && text.length() > 0; i--) {
            text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
        }
        return text.toString();
    }
}
