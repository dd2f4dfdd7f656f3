package dev.medialifecycle.blob;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Where a blob lives: the configured provider, its bucket, and the key inside it. A key is compared byte for byte, is at
 * most 1,024 bytes of UTF-8 (S3's limit), and has no empty, {@code .} or {@code ..} segment and no control character.
 */
public record BlobLocation(String provider, String bucket, String key) {
    /** The longest key, in bytes of UTF-8. */
    public static final int MAX_KEY_BYTES = 1024;

    /** Orders keys by their UTF-8 bytes, unsigned, as object stores list them; {@code String} order differs. */
    public static final Comparator<String> KEY_ORDER = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    /** Refuses what no provider may store, with {@code ML-ST-002}. */
    public BlobLocation {
        if (!isName(provider)) {
            throw invalid("Provider name " + quoted(provider) + " is not 1 to 63 of a-z, 0-9 and -");
        }
        if (!isBucket(bucket)) {
            throw invalid("Bucket name " + quoted(bucket) + " is not 1 to 63 of a-z, A-Z, 0-9, . _ and -");
        }
        String fault = faultOf(key);
        if (fault != null) {
            throw invalid("Key " + quoted(key) + " " + fault);
        }
    }

    /** Whether {@link #BlobLocation} would accept the key. */
    public static boolean isValidKey(String key) {
        return faultOf(key) == null;
    }

    /** Whether {@link #BlobLocation} would accept the bucket. */
    public static boolean isValidBucket(String bucket) {
        return isBucket(bucket);
    }

    /** {@code provider:bucket/key}, for logs and messages. */
    @Override
    public String toString() {
        return provider + ":" + bucket + "/" + key;
    }

    private static boolean isName(String name) {
        return name.length() <= 63 && name.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    }

    private static boolean isBucket(String bucket) {
        return bucket.length() <= 63 && bucket.matches("[A-Za-z0-9][A-Za-z0-9._-]*") && !bucket.contains("..");
    }

    private static @Nullable String faultOf(String key) {
        if (key.isEmpty()) {
            return "is empty";
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
            return "is not Unicode text";
        }
        if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
            return "is longer than " + MAX_KEY_BYTES + " bytes";
        }
        if (key.codePoints().anyMatch(Character::isISOControl)) {
            return "holds a control character";
        }
        for (String segment : key.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return "has an empty, . or .. segment";
            }
        }
        return null;
    }

    private static String quoted(String name) {
        String shown = name.length() > 80 ? name.substring(0, 80) + "…" : name;
        return "\"" + shown.replaceAll("\\p{Cntrl}", "?") + "\"";
    }

    private static MediaLifecycleException invalid(String fault) {
        return new MediaLifecycleException(
                ErrorCode.INVALID_LOCATION, ErrorKind.REJECTED, fault + ". Next: let a key template name the blob");
    }
}
