package dev.medialifecycle.job;

import dev.medialifecycle.asset.AssetId;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One output of a job. While {@code asset} and {@code failure} are both null it still sits at the vendor, at {@code source},
 * until {@code expiresAt}; afterwards exactly one of the two is set.
 */
public record JobOutput(
        int index,
        URI source,
        Instant expiresAt,
        @Nullable AssetId asset,
        @Nullable String failure) {

    /** Whether it is neither kept nor given up. */
    public boolean isOpen() {
        return asset == null && failure == null;
    }

    /** The same output, now our own asset. */
    public JobOutput kept(AssetId newAsset) {
        return new JobOutput(index, source, expiresAt, newAsset, null);
    }

    /** The same output, given up for this reason. */
    public JobOutput lost(String newFailure) {
        return new JobOutput(index, source, expiresAt, null, newFailure);
    }
}
