package dev.medialifecycle.retention;

import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.blob.BlobLocation;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A blob that might go, under the names the host could know it by; equal when the location is. */
public record Candidate(BlobLocation location, @Nullable AssetId assetId, Set<URI> urls) {
    /** Copies the set. */
    public Candidate {
        urls = Set.copyOf(urls);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Candidate that && location.equals(that.location);
    }

    @Override
    public int hashCode() {
        return location.hashCode();
    }
}
