package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmacTest {
    /** RFC 4231, sections 4.2 and 4.3. */
    @ParameterizedTest
    @CsvSource({
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265,"
                + " b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        "4a656665, 7768617420646f2079612077616e7420666f72206e6f7468696e673f,"
                + " 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    })
    void makes_what_the_standard_says(String key, String message, String expected) {
        Hmac mac = new MacKey(HexFormat.of().parseHex(key)).begin();
        mac.update(HexFormat.of().parseHex(message));

        assertThat(HexFormat.of().formatHex(mac.finish())).isEqualTo(expected);
    }

    @Test
    void makes_what_the_jdk_makes_with_keys_and_messages_of_any_length_in_any_pieces() {
        Random random = new Random(4);
        for (int length = 1; length < 300; length++) {
            byte[] key = new byte[length];
            byte[] message = new byte[random.nextInt(500)];
            random.nextBytes(key);
            random.nextBytes(message);
            int cut = random.nextInt(message.length + 1);
            Hmac mac = new MacKey(key).begin();
            mac.update(ByteBuffer.wrap(message, 0, cut));
            mac.update(ByteBuffer.allocateDirect(message.length - cut)
                    .put(message, cut, message.length - cut)
                    .flip());

            assertThat(mac.finish()).isEqualTo(Messages.mac(key, message));
        }
    }

    @Test
    void begins_each_computation_anew() {
        MacKey key = new MacKey(Messages.utf8("a key"));
        Hmac one = key.begin();
        one.update(Messages.utf8("one"));
        Hmac other = key.begin();
        other.update(Messages.utf8("other"));

        assertThat(one.finish()).isEqualTo(Messages.mac(Messages.utf8("a key"), Messages.utf8("one")));
        assertThat(other.finish()).isEqualTo(Messages.mac(Messages.utf8("a key"), Messages.utf8("other")));
    }
}
