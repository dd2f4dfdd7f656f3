package dev.medialifecycle.testkit.imagekit;

import java.time.Instant;
import java.util.List;

/** A file in the media library of {@link FakeImageKit}, as it is at the moment; {@code path} starts with a slash. */
public record MediaFile(
        String id,
        String path,
        long size,
        String mime,
        boolean isPrivate,
        List<String> tags,
        int versions,
        Instant createdAt,
        Instant updatedAt) {
    /** Copies the list. */
    public MediaFile {
        tags = List.copyOf(tags);
    }
}
