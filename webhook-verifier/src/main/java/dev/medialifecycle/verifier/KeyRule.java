package dev.medialifecycle.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Which key a secret means; {@code whsec_} means a different one from vendor to vendor, so nothing is ever guessed from it. */
public enum KeyRule {
    /** Strip an optional {@code v1,} and an optional {@code whsec_}, decode the rest as base64 (Standard Webhooks 1.0.0). */
    BASE64 {
        @Override
        byte[] decode(String secret) {
            String rest = withoutPrefix(withoutPrefix(secret, "v1,"), PREFIX);
            try {
                return Base64.getDecoder().decode(rest);
            } catch (IllegalArgumentException e) {
                // The decoder's own message quotes a character of the secret, so it is no cause.
                throw new UnusableSecretException(
                        Reason.CONFIG_MALFORMED_SECRET,
                        "The webhook secret is not base64 after \"whsec_\". Copy it again, whole.");
            }
        }
    },
    /** The UTF-8 bytes of the whole text, {@code whsec_} included. */
    TEXT {
        @Override
        byte[] decode(String secret) {
            return secret.getBytes(StandardCharsets.UTF_8);
        }
    },
    /** The UTF-8 bytes of the text after {@code whsec_}, not decoded. */
    TAIL {
        @Override
        byte[] decode(String secret) {
            return withoutPrefix(secret, PREFIX).getBytes(StandardCharsets.UTF_8);
        }
    };

    private static final String PREFIX = "whsec_";
    private static final int LEAST_BYTES = 16;

    abstract byte[] decode(String secret);

    byte[] key(Secret secret) {
        byte[] key = decode(secret.text());
        if (key.length == 0) {
            throw new UnusableSecretException(
                    Reason.CONFIG_EMPTY_SECRET, "The webhook secret is a prefix without a key. Copy it again, whole.");
        }
        if (key.length < LEAST_BYTES) {
            throw new UnusableSecretException(
                    Reason.CONFIG_WEAK_SECRET,
                    "The webhook secret makes a key of " + key.length + " bytes; at least " + LEAST_BYTES
                            + " are needed. Use a longer one.");
        }
        return key;
    }

    private static String withoutPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }
}
