package dev.medialifecycle.verifier;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets through the Ed25519 keys that mean something. The JDK also takes keys of small order, under which anybody can make a signature
 * for anything; other spellings of the same key, which it refuses, may pass another provider.
 */
final class Ed25519Keys {
    private static final int LENGTH = 32;
    // What comes before the 32 bytes in an X.509 SubjectPublicKeyInfo (RFC 8410, section 4).
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");
    // The y coordinates of the eight points whose order divides the cofactor, little-endian, without the sign of x.
    private static final Set<String> SMALL_ORDER = Set.of(
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    private Ed25519Keys() {}

    /** The key of these bytes, or null if nothing should be verified with it. */
    static @Nullable PublishedKey usable(@Nullable String id, byte[] bytes) {
        if (bytes.length != LENGTH || !isCanonical(bytes) || isSmallOrder(bytes)) {
            return null;
        }
        byte[] encoded = new byte[X509_HEAD.length + LENGTH];
        System.arraycopy(X509_HEAD, 0, encoded, 0, X509_HEAD.length);
        System.arraycopy(bytes, 0, encoded, X509_HEAD.length, LENGTH);
        try {
            PublicKey key =
                    KeyFactory.getInstance(Algorithm.ED25519.jcaName()).generatePublic(new X509EncodedKeySpec(encoded));
            // Only here does the JDK look whether it is a point of the curve at all.
            Signature.getInstance(Algorithm.ED25519.jcaName()).initVerify(key);
            return new PublishedKey(id, Algorithm.ED25519, key);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    /** Whether y is below 2^255 - 19. */
    private static boolean isCanonical(byte[] bytes) {
        if ((bytes[LENGTH - 1] & 0x7f) != 0x7f) {
            return true;
        }
        for (int i = LENGTH - 2; i > 0; i--) {
            if (bytes[i] != (byte) 0xff) {
                return true;
            }
        }
        return (bytes[0] & 0xff) < 0xed;
    }

    private static boolean isSmallOrder(byte[] bytes) {
        byte[] y = bytes.clone();
        y[LENGTH - 1] &= 0x7f;
        return SMALL_ORDER.contains(HexFormat.of().formatHex(y));
    }
}
