package dev.medialifecycle.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Which key a secret means; {@code whsec_} means a different one from vendor to vendor, so nothing is ever guessed from it. */
public enum KeyRule {
    /** Strip an optional {@code v1,} and an optional {@code whsec_}, decode the rest as base64 (Standard Webhooks 1.0.0). */
    BASE64 {
        @Override
        byte[] decode(String secret) {
            return base64(withoutPrefix(withoutPrefix(secret, "v1,"), SECRET));
        }
    },
    /** As {@link #BASE64}, but only with {@code whsec_}: without it, the vendor's own clients take the text for the key. */
    PREFIXED_BASE64 {
        @Override
        byte[] decode(String secret) {
            if (!secret.startsWith(SECRET)) {
                throw new UnusableSecretException(
                        Reason.CONFIG_MALFORMED_SECRET,
                        "The webhook secret does not begin with \"whsec_\", and could mean two keys. Copy it again, whole,"
                                + " or say which by keyedBy(KeyRule.TEXT) or keyedBy(KeyRule.BASE64).");
            }
            return BASE64.decode(secret);
        }
    },
    /** The UTF-8 bytes of the whole text, {@code whsec_} included. */
    TEXT {
        @Override
        byte[] decode(String secret) {
            requireSecret(secret);
            return SECRET.equals(secret) ? NOTHING : secret.getBytes(StandardCharsets.UTF_8);
        }
    },
    /** The UTF-8 bytes of the text after {@code whsec_}, not decoded. */
    TAIL {
        @Override
        byte[] decode(String secret) {
            requireSecret(secret);
            return withoutPrefix(secret, SECRET).getBytes(StandardCharsets.UTF_8);
        }
    },
    /** A public key: {@code whpk_} and the base64 of its 32 bytes (Standard Webhooks 1.0.0); nothing to keep secret. */
    PUBLIC_KEY {
        @Override
        byte[] decode(String secret) {
            if (!secret.startsWith(PUBLIC)) {
                throw new UnusableSecretException(
                        Reason.CONFIG_MALFORMED_SECRET,
                        "The key does not begin with \"whpk_\", so it is not the public key that verifies. Copy that one.");
            }
            return base64(withoutPrefix(secret, PUBLIC));
        }
    },
    /** The sender publishes its keys, see {@link JwksSource}; there is no secret. */
    PUBLISHED {
        @Override
        byte[] decode(String secret) {
            throw new IllegalArgumentException("The sender publishes its keys; there is no secret to configure");
        }
    };

    private static final String SECRET = "whsec_";
    private static final String PUBLIC = "whpk_";
    private static final List<String> OTHER_KEYS = List.of(PUBLIC, "whsk_", "-----BEGIN");
    private static final byte[] NOTHING = {};
    private static final int LEAST_BYTES = 16;

    abstract byte[] decode(String secret);

    byte[] key(Secret secret) {
        byte[] key = decode(secret.text());
        if (key.length == 0) {
            throw new UnusableSecretException(
                    Reason.CONFIG_EMPTY_SECRET, "The webhook secret is a prefix without a key. Copy it again, whole.");
        }
        if (key.length < LEAST_BYTES && !secret.isAllowedWeak()) {
            throw new UnusableSecretException(
                    Reason.CONFIG_WEAK_SECRET,
                    "The webhook secret makes a key of " + key.length + " bytes; at least " + LEAST_BYTES
                            + " are needed. Use a longer one.");
        }
        return key;
    }

    /** A key that everybody may know must not become the secret of a symmetric scheme, nor a private one a shared secret. */
    private static void requireSecret(String secret) {
        if (OTHER_KEYS.stream().anyMatch(secret::startsWith)) {
            throw new UnusableSecretException(
                    Reason.CONFIG_MALFORMED_SECRET,
                    "The webhook secret is a public or private key of another scheme. Copy the secret of this one.");
        }
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            // The decoder's own message quotes a character of the secret, so it is no cause.
            throw new UnusableSecretException(
                    Reason.CONFIG_MALFORMED_SECRET,
                    "The webhook secret is not base64 after its prefix. Copy it again, whole.");
        }
    }

    private static String withoutPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }
}
