package dev.medialifecycle.verifier;

import static dev.medialifecycle.verifier.Messages.BODY;
import static dev.medialifecycle.verifier.Messages.NOW;
import static dev.medialifecycle.verifier.Messages.SECRET;
import static dev.medialifecycle.verifier.Messages.rejected;
import static dev.medialifecycle.verifier.Messages.verifier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BodyRulesTest {
    @Test
    void refuses_the_body_with_any_one_bit_flipped() {
        for (int bit = 0; bit < 8 * BODY.length; bit++) {
            byte[] flipped = BODY.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(verifier(SECRET).verify(Messages.published(), flipped, NOW))
                    .isEqualTo(rejected(Reason.SIGNATURE_MISMATCH));
        }
    }

    @Test
    void tells_apart_bytes_that_decode_to_the_same_text() {
        byte[] invalid = {'"', (byte) 0xFF, '"'};
        byte[] replaced = "\"\uFFFD\"".getBytes(StandardCharsets.UTF_8);
        var headers = Messages.signed(SECRET, "msg", "" + Messages.TIME, invalid);

        assertThat(verifier(SECRET).verify(headers, invalid, NOW)).isInstanceOf(Verdict.Verified.class);
        assertThat(verifier(SECRET).verify(headers, replaced, NOW)).isEqualTo(rejected(Reason.SIGNATURE_MISMATCH));
    }

    @Test
    void accepts_odd_white_space_key_order_line_ends_and_text_beyond_ascii_as_sent() {
        for (String text :
                new String[] {"", " {\r\n\t\"b\" : 1 , \"a\":2}\r\n", "{\"prompt\":\"größer 東京 🎨 \u001B\"}"}) {
            byte[] body = Messages.utf8(text);
            var headers = Messages.signed(SECRET, "msg", "" + Messages.TIME, body);

            assertThat(verifier(SECRET).verify(headers, body, NOW)).isInstanceOf(Verdict.Verified.class);
        }
    }

    @Test
    void refuses_the_same_json_written_anew() {
        assertThat(verifier(SECRET).verify(Messages.published(), Messages.utf8("{\"test\":2432232314}"), NOW))
                .isEqualTo(rejected(Reason.SIGNATURE_MISMATCH));
    }

    @Test
    void accepts_a_body_of_exactly_the_limit_and_refuses_one_byte_more() {
        SignatureVerifier exact = verifier(SECRET).withMaxBodyBytes(BODY.length);
        SignatureVerifier less = verifier(SECRET).withMaxBodyBytes(BODY.length - 1);

        assertThat(exact.verify(Messages.published(), BODY, NOW)).isInstanceOf(Verdict.Verified.class);
        assertThat(less.verify(Messages.published(), BODY, NOW)).isEqualTo(rejected(Reason.BODY_TOO_LARGE));
        assertThat(verifier(SECRET).verify(Messages.published(), new byte[(1 << 20) + 1], NOW))
                .isEqualTo(rejected(Reason.BODY_TOO_LARGE));
    }

    @Test
    void refuses_by_header_before_looking_at_the_body() {
        SignatureVerifier verifier = verifier(SECRET).withMaxBodyBytes(1);

        assertThat(verifier.verify(Messages.published("webhook-timestamp", "1"), BODY, NOW))
                .isEqualTo(rejected(Reason.TIMESTAMP_TOO_OLD));
        assertThat(verifier.begin(Messages.published("webhook-id", "a.b"), NOW))
                .isEqualTo(rejected(Reason.MALFORMED_ID));
    }

    @Test
    void takes_a_body_in_pieces_for_every_secret_alike() {
        SignatureVerifier verifier = verifier(Messages.OTHER_SECRET, SECRET);
        for (int cut = 0; cut <= BODY.length; cut++) {
            BodyVerifier body = (BodyVerifier) verifier.begin(Messages.published(), NOW);
            ByteBuffer first = ByteBuffer.wrap(BODY, 0, cut);
            ByteBuffer rest = ByteBuffer.allocateDirect(BODY.length - cut)
                    .put(BODY, cut, BODY.length - cut)
                    .flip();

            Verdict verdict = body.update(first).update(rest).finish();

            assertThat(verdict).isEqualTo(new Verdict.Verified(Messages.ID, NOW, 1, AssuranceLevel.FULL));
            assertThat(first.hasRemaining() || rest.hasRemaining()).isFalse();
        }
    }

    @Test
    void says_in_the_middle_of_a_body_that_it_is_too_large() {
        BodyVerifier body = (BodyVerifier)
                verifier(SECRET).withMaxBodyBytes(BODY.length + 5).begin(Messages.published(), NOW);

        assertThat(body.update(BODY).isTooLarge()).isFalse();
        assertThat(body.update(ByteBuffer.allocate(6)).isTooLarge()).isTrue();
        assertThat(body.update(BODY).finish()).isEqualTo(rejected(Reason.BODY_TOO_LARGE));
        assertThatThrownBy(body::finish).isInstanceOf(IllegalStateException.class);
    }
}
