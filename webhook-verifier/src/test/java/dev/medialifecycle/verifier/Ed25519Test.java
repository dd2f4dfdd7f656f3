package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.medialifecycle.verifier.Keys.EdKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ed25519Test {
    private static final String IDENTITY = "0100000000000000000000000000000000000000000000000000000000000000";
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                IDENTITY,
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
            })
    void drops_the_points_of_small_order_in_both_signs(String y) {
        byte[] bytes = HexFormat.of().parseHex(y);

        assertThat(isOfSmallOrder(new BigInteger(1, reversed(bytes)))).isTrue();
        assertThat(Ed25519Keys.usable(null, bytes)).isNull();
        bytes[31] |= (byte) 0x80;
        assertThat(Ed25519Keys.usable(null, bytes)).isNull();
    }

    @Test
    void drops_every_spelling_of_y_that_is_not_below_the_prime() {
        for (int excess = 0; excess < 19; excess++) {
            byte[] bytes = littleEndian(P.add(BigInteger.valueOf(excess)));
            assertThat(Ed25519Keys.usable(null, bytes)).isNull();
            bytes[31] |= (byte) 0x80;
            assertThat(Ed25519Keys.usable(null, bytes)).isNull();
        }
    }

    @Test
    void keeps_the_largest_proper_y_that_is_on_the_curve() {
        int kept = 0;
        for (int below = 2; below < 20; below++) {
            kept += Ed25519Keys.usable(null, littleEndian(P.subtract(BigInteger.valueOf(below)))) == null ? 0 : 1;
        }
        assertThat(kept).isBetween(4, 16);
    }

    @Test
    void drops_what_is_no_point_of_the_curve_or_not_32_bytes() {
        assertThat(Ed25519Keys.usable(null, littleEndian(BigInteger.TWO))).isNull();
        for (int length : new int[] {0, 31, 33, 64}) {
            assertThat(Ed25519Keys.usable(
                            null, Arrays.copyOf(Keys.ED25519.get(0).bytes(), length)))
                    .isNull();
        }
        assertThat(Ed25519Keys.usable(null, Keys.ED25519.get(0).bytes())).isNotNull();
    }

    @Test
    void refuses_to_be_built_with_a_key_under_which_anybody_can_sign_anything() throws GeneralSecurityException {
        byte[] head = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] identity = HexFormat.of().parseHex(IDENTITY);
        PublicKey weak =
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(Messages.join(head, identity)));
        Signature jdk = Signature.getInstance("Ed25519");
        jdk.initVerify(weak);
        jdk.update(Messages.BODY);
        // R = 1 and S = 0: the JDK alone takes it, for any message.
        assertThat(jdk.verify(Messages.join(identity, new byte[32]))).isTrue();

        assertThatExceptionOfType(UnusableSecretException.class)
                .isThrownBy(() -> SignatureVerifier.of(
                        Schemes.standardWebhooksV1a(), Secret.of("whpk_" + Messages.base64(identity))))
                .returns(Reason.CONFIG_MALFORMED_SECRET, UnusableSecretException::reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whpk_",
                "whpk_AAAA",
                "whpk_%",
                "1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            })
    void refuses_to_be_built_with_what_is_no_public_key(String text) {
        assertThatExceptionOfType(UnusableSecretException.class)
                .isThrownBy(() -> SignatureVerifier.of(Schemes.standardWebhooksV1a(), Secret.of(text)));
    }

    @Test
    void refuses_to_be_built_with_five_public_keys() {
        Secret key = Secret.of(Keys.ED25519.get(0).whpk());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureVerifier.of(Schemes.standardWebhooksV1a(), Collections.nCopies(5, key)));
    }

    @Test
    void refuses_a_signature_that_is_not_exactly_64_bytes() {
        Sample v1a = Sample.named("standard-webhooks-v1a");
        Sample fal = Sample.named("fal");
        String hex = fal.headers().get("x-fal-webhook-signature").get(0);

        assertThat(fal.with("x-fal-webhook-signature", hex + "00").verdict())
                .isEqualTo(Messages.rejected(Reason.MALFORMED_SIGNATURE));
        assertThat(fal.with("x-fal-webhook-signature", hex.substring(2)).verdict())
                .isEqualTo(Messages.rejected(Reason.MALFORMED_SIGNATURE));
        byte[] longer = Arrays.copyOf(HexFormat.of().parseHex(hex), 65);
        assertThat(v1a.with("webhook-signature", "v1a," + Messages.base64(longer))
                        .verdict())
                .isEqualTo(Messages.rejected(Reason.MALFORMED_SIGNATURE));
    }

    @Test
    void refuses_a_signature_whose_number_is_too_large_or_whose_point_is_none() {
        Sample fal = Sample.named("fal");
        byte[] right = HexFormat.of()
                .parseHex(fal.headers().get("x-fal-webhook-signature").get(0));
        BigInteger order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
        BigInteger s = new BigInteger(1, reversed(Arrays.copyOfRange(right, 32, 64)));
        byte[] malleable = Messages.join(Arrays.copyOf(right, 32), littleEndian(s.add(order)));

        Random random = new Random(25519);
        List<byte[]> wrong = new ArrayList<>(List.of(malleable, new byte[64]));
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[64];
            random.nextBytes(noise);
            wrong.add(noise);
        }
        for (byte[] signature : wrong) {
            assertThat(fal.with("x-fal-webhook-signature", HexFormat.of().formatHex(signature))
                            .verdict())
                    .isEqualTo(Messages.rejected(Reason.SIGNATURE_MISMATCH));
        }
    }

    @Test
    void tells_which_public_key_matched_and_takes_signatures_of_a_rotation_in_any_order() {
        EdKey old = Keys.ED25519.get(0);
        EdKey next = Keys.ED25519.get(1);
        SignatureVerifier both =
                SignatureVerifier.of(Schemes.standardWebhooksV1a(), Secret.of(old.whpk()), Secret.of(next.whpk()));
        byte[] message = Messages.join(Messages.utf8("msg_1." + Sample.TIME + "."), Sample.BODY);
        String first = "v1a," + Messages.base64(old.sign(message));
        String second = "v1a," + Messages.base64(next.sign(message));

        assertThat(index(both, first)).isZero();
        assertThat(index(both, second)).isEqualTo(1);
        assertThat(index(both, "v1,AAAA v1a,AAAA " + second)).isEqualTo(1);
        // The one that was right last is tried first.
        assertThat(index(both, first + " " + second)).isEqualTo(1);
    }

    @Test
    void bounds_the_work_that_a_stranger_can_ask_for() {
        Sample v1a = Sample.named("standard-webhooks-v1a");
        String right = v1a.headers().get("webhook-signature").get(0);
        String wrong = "v1a," + Messages.base64(new byte[64]);
        List<Secret> four = new ArrayList<>(
                Collections.nCopies(3, Secret.of(Keys.ED25519.get(1).whpk())));
        four.add(Secret.of(Keys.ED25519.get(0).whpk()));
        SignatureVerifier verifier = SignatureVerifier.of(Schemes.standardWebhooksV1a(), four);

        Map<String, List<String>> most =
                v1a.with("webhook-signature", (wrong + " ").repeat(3) + right).headers();
        Map<String, List<String>> more =
                v1a.with("webhook-signature", (wrong + " ").repeat(4) + right).headers();
        assertThat(verifier.verify(most, v1a.body(), Sample.NOW)).isInstanceOf(Verdict.Verified.class);
        assertThat(verifier.begin(more, Sample.NOW)).isEqualTo(Messages.rejected(Reason.TOO_MANY_SIGNATURES));
        assertThat(v1a.with("webhook-signature", (wrong + " ").repeat(15) + right)
                        .verdict())
                .isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void tries_four_published_keys_at_most_and_the_one_that_was_right_last_first() {
        EdKey right = EdKey.random();
        List<EdKey> set = new ArrayList<>(List.of(EdKey.random(), EdKey.random(), EdKey.random(), right));
        byte[][] published = {Keys.set(set)};
        Ticking clock = new Ticking(Sample.NOW);
        SignatureVerifier verifier = SignatureVerifier.of(Schemes.fal(), Ticking.source(clock, published));
        Map<String, List<String>> headers = Sample.fal(right, Sample.BODY);
        assertThat(index(verifier, headers)).isEqualTo(3);

        // Renewed in the background after an hour; by then it is the sixth.
        set.add(0, EdKey.random());
        set.add(0, EdKey.random());
        published[0] = Keys.set(set);
        clock.advance(java.time.Duration.ofMinutes(61));
        SignatureVerifier late = SignatureVerifier.of(
                Schemes.fal().within(java.time.Duration.ofHours(2)), Ticking.source(clock, published));
        assertThat(verifier.begin(headers, Sample.NOW)).isInstanceOf(BodyVerifier.class);
        assertThat(index(verifier, headers)).isEqualTo(5);
        assertThat(late.verify(headers, Sample.BODY, Sample.NOW))
                .isEqualTo(Messages.rejected(Reason.SIGNATURE_MISMATCH));
    }

    private static int index(SignatureVerifier verifier, String signature) {
        return index(verifier, Messages.headers("msg_1", Sample.TIME, signature));
    }

    private static int index(SignatureVerifier verifier, Map<String, List<String>> headers) {
        Verdict verdict = verifier.verify(headers, Sample.BODY, Sample.NOW);
        assertThat(verdict).isInstanceOf(Verdict.Verified.class);
        return ((Verdict.Verified) verdict).secretIndex();
    }

    /** Whether eight times the point with this y is the neutral one, by doubling it three times: y alone says so. */
    private static boolean isOfSmallOrder(BigInteger y) {
        BigInteger d = BigInteger.valueOf(-121665)
                .multiply(BigInteger.valueOf(121666).modInverse(P))
                .mod(P);
        BigInteger doubled = y;
        for (int i = 0; i < 3; i++) {
            BigInteger yy = doubled.multiply(doubled).mod(P);
            BigInteger xx = yy.subtract(BigInteger.ONE)
                    .multiply(d.multiply(yy).add(BigInteger.ONE).modInverse(P))
                    .mod(P);
            doubled = yy.add(xx)
                    .multiply(BigInteger.TWO.add(xx).subtract(yy).modInverse(P))
                    .mod(P);
        }
        return doubled.equals(BigInteger.ONE);
    }

    private static byte[] littleEndian(BigInteger number) {
        byte[] big = number.toByteArray();
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32 && i < big.length; i++) {
            bytes[i] = big[big.length - 1 - i];
        }
        return bytes;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
