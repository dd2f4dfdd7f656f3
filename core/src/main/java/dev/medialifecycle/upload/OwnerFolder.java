package dev.medialifecycle.upload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One folder name for each owner, and never the same for two. An owner that is a safe name already stays as it is; others start
 * with an underscore, which no safe name does.
 */
final class OwnerFolder {
    /** The longest name that comes out. */
    static final int MAX_LENGTH = 100;

    private static final String SAFE = "[A-Za-z0-9]([A-Za-z0-9_.-]{0,98}[A-Za-z0-9_-])?";
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    // Escaped names hold no dot, so no owner can be escaped to look like a hashed one.
    private static final String HASHED = "_sha256.";

    private OwnerFolder() {}

    static String of(String owner) {
        if (owner.matches(SAFE)) {
            return owner;
        }
        // Each UTF-16 unit by itself: encoding to bytes first would turn all broken surrogates into one question mark.
        StringBuilder name = new StringBuilder("_");
        for (int at = 0; at < owner.length() && name.length() <= MAX_LENGTH; at++) {
            escape(name, owner.charAt(at));
        }
        return name.length() <= MAX_LENGTH ? name.toString() : HASHED + sha256(owner);
    }

    private static void escape(StringBuilder name, char unit) {
        if (PLAIN.indexOf(unit) >= 0) {
            name.append(unit);
        } else if (unit < 0x80) {
            name.append('_').append(HexFormat.of().toHexDigits((byte) unit));
        } else {
            name.append("_u").append(HexFormat.of().toHexDigits(unit));
        }
    }

    private static String sha256(String owner) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(units(owner)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static byte[] units(String owner) {
        byte[] units = new byte[owner.length() * 2];
        for (int at = 0; at < owner.length(); at++) {
            units[2 * at] = (byte) (owner.charAt(at) >>> 8);
            units[2 * at + 1] = (byte) owner.charAt(at);
        }
        return units;
    }
}
