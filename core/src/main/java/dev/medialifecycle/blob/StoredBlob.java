package dev.medialifecycle.blob;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider knows about stored bytes; {@code handle} is its own id (file id, version id), {@code size} is in bytes,
 * {@code modifiedAt} is the service's clock, and null where it does not say: an unknown age counts as new.
 */
public record StoredBlob(
        BlobLocation location,
        @Nullable String handle,
        String contentType,
        long size,
        @Nullable Instant modifiedAt) {}
