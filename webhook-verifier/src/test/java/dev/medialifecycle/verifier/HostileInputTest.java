package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostileInputTest {
    private static final int CASES = 200_000;
    private static final String[] NAMES = {
        "webhook-id", "webhook-timestamp", "webhook-signature", "Webhook-Signature", "x-signature", "", "\u0000", null
    };
    private static final String[] SEEDS = {
        Messages.ID,
        "" + Messages.TIME,
        Messages.SIGNATURE,
        "v1,",
        "v1a,",
        "sha256=",
        "t=",
        "=",
        ",",
        " ",
        ".",
        "0",
        "-1",
        "99999999999999",
        "\u0661",
        "\uD83C",
        "%s%n${jndi:x}",
        "\r\nwebhook-id: x",
        ""
    };

    @Test
    void raises_nothing_and_verifies_nothing_for_fuzzed_headers() {
        long seed = 20261121;
        System.out.println("HostileInputTest seed " + seed);
        Random random = new Random(seed);
        List<SignatureVerifier> verifiers = List.of(
                Messages.verifier(Messages.OTHER_SECRET, Messages.OTHER_SECRET),
                SignatureVerifier.of(Schemes.hmacHex("X-Signature", "sha256="), Secret.of("0123456789abcdef")));
        int accepted = 0;
        for (int i = 0; i < CASES; i++) {
            Map<String, List<String>> headers = fuzzed(random);
            for (SignatureVerifier verifier : verifiers) {
                accepted += verifier.verify(headers, Messages.BODY, Messages.NOW) instanceof Verdict.Verified ? 1 : 0;
            }
        }
        assertThat(accepted).isZero();
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

    private static Map<String, List<String>> fuzzed(Random random) {
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            List<String> values = new ArrayList<>();
            for (int j = random.nextInt(8) == 0 ? 2 : 1; j > 0; j--) {
                values.add(random.nextInt(50) == 0 ? null : value(random));
            }
            headers.put(NAMES[random.nextInt(NAMES.length)], random.nextInt(50) == 0 ? null : values);
        }
        if (random.nextBoolean()) {
            headers.putIfAbsent("webhook-id", List.of(Messages.ID));
            headers.putIfAbsent("webhook-timestamp", List.of("" + Messages.TIME));
        }
        return headers;
    }

    private static String value(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(SEEDS[random.nextInt(SEEDS.length)]);
        }
        for (int i = random.nextInt(4); i > 0 && text.length() > 0; i--) {
            text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
        }
        return text.toString();
    }
}
