package dev.medialifecycle.local;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.local.Authorization.Granted;
import dev.medialifecycle.local.Authorization.Reason;
import dev.medialifecycle.local.Authorization.Refused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signs and checks {@code expires=<epoch second>&signature=<hex>}, for one purpose with one blob and for nothing else. */
final class UrlSigner {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_EXPIRY = 12;

    /** What a signature is good for. */
    record Purpose(String text) {
        /** To read the blob. */
        static Purpose read() {
            return new Purpose("GET");
        }

        /** To store a blob of this size and type. */
        static Purpose store(long size, String contentType) {
            return new Purpose("PUT\n" + size + "\n" + contentType);
        }
    }

    private final SecretKeySpec key;

    UrlSigner(byte[] secret) {
        if (secret.length < SHORTEST_SECRET) {
            throw new MediaLifecycleException(
                    ErrorCode.MISSING_SECRET,
                    ErrorKind.REJECTED,
                    "The secret for signed URLs has " + secret.length + " bytes. Next: give at least " + SHORTEST_SECRET
                            + " random ones");
        }
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** The query that is good until the lifetime is over, rounded up to a whole second. */
    String query(Purpose purpose, BlobLocation location, Instant now, Duration lifetime) {
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException("A signed URL needs a lifetime above zero, not " + lifetime);
        }
        Instant end = now.plus(lifetime);
        String expires = Long.toString(end.getNano() == 0 ? end.getEpochSecond() : end.getEpochSecond() + 1);
        return "expires=" + expires + "&signature=" + HexFormat.of().formatHex(sign(purpose, location, expires));
    }

    /** Whether the query is one of ours for this purpose and blob, and still good. */
    Authorization check(Purpose purpose, BlobLocation location, @Nullable String query, Instant now) {
        if (query == null) {
            return new Refused(Reason.UNSIGNED);
        }
        Map<String, String> values = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0 || values.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
                return new Refused(Reason.UNREADABLE);
            }
        }
        String expires = values.get("expires");
        String signature = values.get("signature");
        if (expires == null || signature == null) {
            return new Refused(Reason.UNSIGNED);
        }
        if (!isNumber(expires)) {
            return new Refused(Reason.UNREADABLE);
        }
        byte[] expected =
                HexFormat.of().formatHex(sign(purpose, location, expires)).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
            return new Refused(Reason.FORGED);
        }
        return now.isBefore(Instant.ofEpochSecond(Long.parseLong(expires)))
                ? new Granted(location)
                : new Refused(Reason.EXPIRED);
    }

    private byte[] sign(Purpose purpose, BlobLocation location, String expires) {
        // Only the type, at the end, can hold a line break, so the lines cannot be shifted against each other.
        String text =
                String.join("\n", expires, location.provider(), location.bucket(), location.key(), purpose.text());
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_EXPIRY
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
