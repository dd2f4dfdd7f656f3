package dev.medialifecycle.examples.app.generation;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.job.JobStatus;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user is told about a generation of theirs; {@code predictTime} is how long the vendor computed. */
record GenerationAnswer(
        String id,
        JobStatus status,
        @Nullable String failure,
        List<Input> inputs,
        List<Output> outputs,
        Instant openedAt,
        @Nullable Instant completedAt,
        @Nullable Duration predictTime) {

    /** One input, and what has become of it. */
    record Input(String assetId, String path, AssetState state) {
        static Input of(Asset asset) {
            return new Input(asset.id().toString(), asset.location().key(), asset.state());
        }
    }

    /** One output: with an asset once it is ours, and a URL while it is in use; kept on demand, the vendor's URL until it expires. */
    record Output(
            int index,
            @Nullable String assetId,
            @Nullable URI url,
            @Nullable Instant expiresAt,
            @Nullable String failure) {}
}
