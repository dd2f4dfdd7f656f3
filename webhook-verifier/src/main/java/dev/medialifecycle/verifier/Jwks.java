package dev.medialifecycle.verifier;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a JSON Web Key Set (RFC 7517) and leaves out every key that signatures should not be verified with. */
final class Jwks {
    private static final int MOST_KEYS = 16;
    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;
    private static final int MOST_ID_CHARACTERS = 256;

    private Jwks() {}

    /** The first usable keys in it, perhaps none; null if it is not a key set at all. */
    static @Nullable KeySet read(byte[] json) {
        Map<String, Object> document = JsonText.object(json);
        if (document == null || !(document.get("keys") instanceof List<?> all)) {
            return null;
        }
        List<PublishedKey> usable = new ArrayList<>();
        for (Object one : all) {
            PublishedKey key = one instanceof Map<?, ?> members ? usable(members) : null;
            if (key != null && usable.size() < MOST_KEYS) {
                usable.add(key);
            }
        }
        return new KeySet(usable);
    }

    private static @Nullable PublishedKey usable(Map<?, ?> key) {
        if (!isForVerifying(key)) {
            return null;
        }
        String id = key.get("kid") instanceof String kid && kid.length() <= MOST_ID_CHARACTERS ? kid : null;
        if (has(key, "kty", "OKP") && has(key, "crv", "Ed25519") && isAnyOf(key.get("alg"), "EdDSA", "Ed25519")) {
            byte[] x = bytes(key.get("x"));
            return x == null ? null : Ed25519Keys.usable(id, x);
        }
        if (has(key, "kty", "RSA") && isAnyOf(key.get("alg"), "RS256", "RS256")) {
            byte[] n = bytes(key.get("n"));
            byte[] e = bytes(key.get("e"));
            return n == null || e == null ? null : rsa(id, new BigInteger(1, n), new BigInteger(1, e));
        }
        return null;
    }

    /** Whoever publishes the private half has no secret left, and a key for encrypting is none for signatures. */
    private static boolean isForVerifying(Map<?, ?> key) {
        boolean isForSignatures = isAnyOf(key.get("use"), "sig", "sig");
        boolean mayVerify = !key.containsKey("key_ops")
                || (key.get("key_ops") instanceof List<?> operations && operations.contains("verify"));
        return isForSignatures && mayVerify && !key.containsKey("d");
    }

    private static @Nullable PublishedKey rsa(@Nullable String id, BigInteger modulus, BigInteger exponent) {
        boolean isLongEnough = modulus.bitLength() >= LEAST_RSA_BITS && modulus.bitLength() <= MOST_RSA_BITS;
        boolean isUsual = exponent.testBit(0) && exponent.bitLength() >= 2 && exponent.bitLength() <= 32;
        if (!isLongEnough || !modulus.testBit(0) || !isUsual) {
            return null;
        }
        try {
            PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
            return new PublishedKey(id, Algorithm.RS256_JWT, key);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    private static boolean has(Map<?, ?> key, String name, String value) {
        return value.equals(key.get(name));
    }

    private static boolean isAnyOf(@Nullable Object value, String one, String other) {
        return value == null || value.equals(one) || value.equals(other);
    }

    /** The bytes of base64url without padding, in the one spelling that an encoder writes; null for anything else. */
    static byte @Nullable [] bytes(@Nullable Object text) {
        if (!(text instanceof String base64)) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(base64);
            boolean isUsual = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(base64);
            return isUsual ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
