package dev.medialifecycle.vendor;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A delivery id for senders that sign none: equal bodies are the same delivery. */
final class BodyHash {
    private BodyHash() {}

    static String of(byte[] body) {
        try {
            return "sha256-"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256, which every Java platform must have", e);
        }
    }
}
