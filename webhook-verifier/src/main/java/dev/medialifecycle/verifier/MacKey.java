package dev.medialifecycle.verifier;

import java.security.MessageDigest;
import java.util.Arrays;

/** One key for HMAC-SHA256, set up once; every verification gets an {@link Hmac} of its own, for a shared one is not thread-safe. */
final class MacKey {
    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final byte[] inner;
    private final byte[] outer;
    private final MessageDigest prototype;

    MacKey(byte[] key) {
        byte[] fitting =
                key.length > BLOCK ? DigestRing.digest(Algorithm.SHA256).digest(key) : key;
        byte[] block = Arrays.copyOf(fitting, BLOCK);
        this.inner = padded(block, INNER);
        this.outer = padded(block, OUTER);
        this.prototype = fresh();
    }

    Hmac begin() {
        try {
            return new Hmac((MessageDigest) prototype.clone(), outer);
        } catch (CloneNotSupportedException e) {
            return new Hmac(fresh(), outer);
        }
    }

    /** Takes in the key's own block, so that no clone has to. */
    private MessageDigest fresh() {
        MessageDigest digest = DigestRing.digest(Algorithm.SHA256);
        digest.update(inner);
        return digest;
    }

    private static byte[] padded(byte[] block, byte pad) {
        byte[] padded = block.clone();
        for (int i = 0; i < BLOCK; i++) {
            padded[i] ^= pad;
        }
        return padded;
    }
}
