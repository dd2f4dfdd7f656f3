package dev.medialifecycle.testkit;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What came of fetching one input over HTTP: the status, how many bytes came, and their SHA-256 in lower-case hex; {@code failure}
 * says why nothing came, and then the status is 0 and {@code sha256} null.
 */
public record FetchedInput(
        URI url,
        int status,
        long bytes,
        @Nullable String sha256,
        @Nullable String failure) {
    /** Whether the input could be had. */
    public boolean isFetched() {
        return status == 200;
    }
}
