package dev.medialifecycle.asset;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StoredBlob;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A managed blob. {@code handle} is the provider's own id for it; {@code derivedFrom} names the original that a thumbnail leaves
 * with; {@code cause} says why it is leaving, and is null while PENDING or ACTIVE; {@code usedAt} is when it was last used or
 * confirmed, from which ages count; {@code version} guards every change.
 */
public record Asset(
        AssetId id,
        String owner,
        AssetRole role,
        AssetState state,
        BlobLocation location,
        Content content,
        @Nullable String handle,
        @Nullable AssetId derivedFrom,
        @Nullable LeaveCause cause,
        Instant createdAt,
        Instant usedAt,
        Instant changedAt,
        long version) {

    /** The same asset, stored and in use from {@code now} on. */
    public Asset active(@Nullable String newHandle, Instant now) {
        return new Asset(
                id,
                owner,
                role,
                AssetState.ACTIVE,
                location,
                content,
                newHandle,
                derivedFrom,
                null,
                createdAt,
                now,
                now,
                version);
    }

    /** The same asset on its way out. */
    public Asset leaving(AssetState newState, LeaveCause newCause, Instant now) {
        return new Asset(
                id,
                owner,
                role,
                newState,
                location,
                content,
                handle,
                derivedFrom,
                newCause,
                createdAt,
                usedAt,
                now,
                version);
    }

    /** The same asset, used again. */
    public Asset used(Instant now) {
        return new Asset(
                id,
                owner,
                role,
                state,
                location,
                content,
                handle,
                derivedFrom,
                cause,
                createdAt,
                now,
                changedAt,
                version);
    }

    /** The same asset, with the provider's own id, which was not known before. */
    public Asset known(String newHandle) {
        return new Asset(
                id,
                owner,
                role,
                state,
                location,
                content,
                newHandle,
                derivedFrom,
                cause,
                createdAt,
                usedAt,
                changedAt,
                version);
    }

    /** The same asset as the repository stored it. */
    public Asset atVersion(long newVersion) {
        return new Asset(
                id,
                owner,
                role,
                state,
                location,
                content,
                handle,
                derivedFrom,
                cause,
                createdAt,
                usedAt,
                changedAt,
                newVersion);
    }

    /** What a provider needs to find the bytes. */
    public StoredBlob blob() {
        return new StoredBlob(location, handle, content.type(), content.size(), createdAt);
    }
}
