package dev.medialifecycle.blob;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a listing; {@code nextToken} is null on the last page only, so a page may be empty and not be the last. */
public record BlobPage(List<StoredBlob> blobs, @Nullable String nextToken) {
    /** Copies the list. */
    public BlobPage {
        blobs = List.copyOf(blobs);
    }
}
