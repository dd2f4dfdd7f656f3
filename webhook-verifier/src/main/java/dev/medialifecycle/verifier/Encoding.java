package dev.medialifecycle.verifier;

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
            int end = from + (8 * length + 5) / 6;
            if (to - from != (length + 2) / 3 * 4 || !isPadding(text, end, to)) {
                return null;
            }
            byte[] bytes = new byte[length];
            int pending = 0;
            int bits = 0;
            int filled = 0;
            for (int i = from; i < end; i++) {
                int value = base64Value(text.charAt(i));
                if (value < 0) {
                    return null;
                }
                pending = pending << 6 | value;
                bits += 6;
                if (bits >= 8) {
                    bits -= 8;
                    bytes[filled++] = (byte) (pending >> bits);
                    pending &= (1 << bits) - 1;
                }
            }
            return pending == 0 ? bytes : null;
        }
    };

    /** The {@code length} bytes written between two indices, or null if what stands there is anything else. */
    abstract byte @Nullable [] decode(String text, int from, int to, int length);

    private static boolean isPadding(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '=') {
                return false;
            }
        }
        return true;
    }

    private static int base64Value(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' ? 62 : c == '/' ? 63 : -1;
    }
}
