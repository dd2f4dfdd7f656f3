package dev.medialifecycle.blob;

import org.jspecify.annotations.Nullable;

/**
 * One create-only write; a key is never reused and a blob is never overwritten. {@code sha256} is the digest of the bytes in
 * lower-case hex where it is known beforehand, so that a service which can check it needs no second pass over the bytes.
 */
public record PutRequest(
        BlobLocation location,
        BlobSource source,
        String contentType,
        @Nullable String sha256) {
    /** Refuses a digest that is none. */
    public PutRequest {
        if (sha256 != null && !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("A SHA-256 is 64 lower-case hexadecimal digits");
        }
    }

    /** A write of bytes whose digest is not known. */
    public PutRequest(BlobLocation location, BlobSource source, String contentType) {
        this(location, source, contentType, null);
    }
}
