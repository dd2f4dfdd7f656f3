package dev.medialifecycle.examples.app.upload;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.Dimensions;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What a user is told about an asset of theirs; {@code url} is there while it can be read. */
record UploadAnswer(
        String assetId,
        String role,
        String state,
        String path,
        long size,
        String contentType,
        @Nullable String sha256,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable URI url) {

    static UploadAnswer of(Asset asset, @Nullable URI url) {
        Dimensions dimensions = asset.content().dimensions();
        return new UploadAnswer(
                asset.id().toString(),
                asset.role().name(),
                asset.state().name(),
                asset.location().key(),
                asset.content().size(),
                asset.content().type(),
                asset.content().sha256(),
                dimensions == null ? null : dimensions.width(),
                dimensions == null ? null : dimensions.height(),
                url);
    }
}
