package dev.medialifecycle.blob;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Keys as they stand in the path of a URL: strict UTF-8, encoded once and decoded exactly once. */
public final class PercentEncoding {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentEncoding() {}

    /** The text with all but {@code /} and RFC 3986's unreserved characters encoded. */
    public static String encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder encoded = new StringBuilder(bytes.length + 16);
        for (byte octet : bytes) {
            if (isPlain(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEX[(octet >> 4) & 0xF]).append(HEX[octet & 0xF]);
            }
        }
        return encoded.toString();
    }

    /** The text with each escape decoded once; empty if an escape is broken or the bytes are not UTF-8. A plus stays a plus. */
    public static Optional<String> decode(String text) {
        if (text.indexOf('%') < 0) {
            return StandardCharsets.UTF_8.newEncoder().canEncode(text) ? Optional.of(text) : Optional.empty();
        }
        try {
            ByteBuffer raw = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.remaining());
            while (raw.hasRemaining()) {
                byte octet = raw.get();
                if (octet != '%') {
                    decoded.write(octet);
                    continue;
                }
                int value = raw.remaining() < 2 ? -1 : hex(raw.get()) * 16 + hex(raw.get());
                if (value < 0) {
                    return Optional.empty();
                }
                decoded.write(value);
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded.toByteArray()))
                    .toString());
        } catch (CharacterCodingException notUnicode) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || "/-._~".indexOf(octet) >= 0;
    }

    /** The digit's value, or so little that no sum with another digit reaches 0. */
    private static int hex(byte digit) {
        int value = digit < 0 ? -1 : Character.digit((char) digit, 16);
        return value < 0 ? -1024 : value;
    }
}
