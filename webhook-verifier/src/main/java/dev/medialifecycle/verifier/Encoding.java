package dev.medialifecycle.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** How a signature's bytes are written in its header; malformed text is simply no signature, never an exception. */
public enum Encoding {
    /** Two digits a byte, in either case. */
    HEX {
        @Override
        byte @Nullable [] decode(String text, int from, int to, int length) {
            if (to - from != 2 * length) {
                return null;
            }
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                char high = text.charAt(from + 2 * i);
                char low = text.charAt(from + 2 * i + 1);
                if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
                    return null;
                }
                bytes[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
            }
            return bytes;
        }
    },
    /** Standard alphabet, padded, and only in the spelling that an encoder writes (RFC 4648, sections 3.5 and 4). */
    BASE64 {
        // java.util.Base64 would cost an exception per malformed entry, and takes several spellings of the same bytes.
        @Override
        byte @Nullable [] decode(String text, int from, int to, int length) {
            if (to - from != (length + 2) / 3 * 4) {
                return null;
            }
            byte[] bytes = new byte[length];
            int whole = length / 3 * 3;
            int at = from;
            int problem = 0;
            for (int filled = 0; filled < whole; filled += 3) {
                int group = base64Value(text.charAt(at)) << 18
                        | base64Value(text.charAt(at + 1)) << 12
                        | base64Value(text.charAt(at + 2)) << 6
                        | base64Value(text.charAt(at + 3));
                problem |= group;
                bytes[filled] = (byte) (group >> 16);
                bytes[filled + 1] = (byte) (group >> 8);
                bytes[filled + 2] = (byte) group;
                at += 4;
            }
            if (whole < length) {
                problem |= lastGroup(text, at, bytes, whole);
            }
            return problem < 0 ? null : bytes;
        }
    },
    /** The text itself, of any length; only for tokens, which are no signatures. */
    TEXT {
        @Override
        byte[] decode(String text, int from, int to, int length) {
            return text.substring(from, to).getBytes(StandardCharsets.UTF_8);
        }
    };

    private static final String BASE64_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final byte[] BASE64_VALUES = base64Values();

    /** The {@code length} bytes written between two indices, or null if what stands there is anything else. */
    abstract byte @Nullable [] decode(String text, int from, int to, int length);

    /** One byte or two, and the padding that makes four digits of them; negative unless that is just what an encoder writes. */
    private static int lastGroup(String text, int at, byte[] bytes, int filled) {
        int missing = filled + 3 - bytes.length;
        int third = missing < 2 ? base64Value(text.charAt(at + 2)) : paddingValue(text.charAt(at + 2));
        int group = base64Value(text.charAt(at)) << 18
                | base64Value(text.charAt(at + 1)) << 12
                | third << 6
                | paddingValue(text.charAt(at + 3));
        bytes[filled] = (byte) (group >> 16);
        if (missing < 2) {
            bytes[filled + 1] = (byte) (group >> 8);
        }
        int unused = (1 << (8 * missing)) - 1;
        return (group & unused) == 0 ? group : -1;
    }

    private static int base64Value(char c) {
        return c < BASE64_VALUES.length ? BASE64_VALUES[c] : -1;
    }

    private static int paddingValue(char c) {
        return c == '=' ? 0 : -1;
    }

    private static byte[] base64Values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (byte value = 0; value < BASE64_DIGITS.length(); value++) {
            values[BASE64_DIGITS.charAt(value)] = value;
        }
        return values;
    }
}
