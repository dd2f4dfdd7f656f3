package dev.medialifecycle.verifier;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * One computation of HMAC-SHA256 (RFC 2104), for one thread. It is done by hand because a clone of the JDK's {@code Mac} copies twice
 * as much as a clone of the digest that does the work.
 */
final class Hmac {
    private final MessageDigest digest;
    private final byte[] outer;

    /** A computation whose {@code digest} has taken in the key's inner block, and that ends with its {@code outer} one. */
    Hmac(MessageDigest digest, byte[] outer) {
        this.digest = digest;
        this.outer = outer;
    }

    void update(byte[] bytes) {
        digest.update(bytes);
    }

    /** Takes in the bytes up to the buffer's limit, and moves its position there. */
    void update(ByteBuffer bytes) {
        digest.update(bytes);
    }

    /** The 32 bytes; only once. */
    byte[] finish() {
        byte[] inner = digest.digest();
        digest.update(outer);
        return digest.digest(inner);
    }
}
