package dev.medialifecycle.s3;

import dev.medialifecycle.blob.StorageFailure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A listing's place, tied to its bucket and prefix: servers were seen to accept any text and to list on from anywhere. */
final class PageToken {
    private static final int MARK = 16;

    private final String provider;
    private final String mark;

    PageToken(String provider, String bucket, String prefix) {
        this.provider = provider;
        this.mark = markOf(bucket + "\n" + prefix);
    }

    /** The token to hand out for the service's own. */
    String wrap(String token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((mark + token).getBytes(StandardCharsets.UTF_8));
    }

    /** The service's own token; refuses one that was not made by this listing. */
    String unwrap(String token) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw StorageFailure.unknownToken(provider);
        }
        if (text.length() <= MARK || !text.startsWith(mark)) {
            throw StorageFailure.unknownToken(provider);
        }
        return text.substring(MARK);
    }

    private static String markOf(String listing) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(listing.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, MARK / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
