package dev.medialifecycle.testkit.imagekit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A file or, if {@code file} is null, a folder as a search sees it; {@code folder} is the one that it lies in. */
record IndexEntry(
        String id,
        String folder,
        String name,
        Instant createdAt,
        @Nullable StoredFile file) {
    static IndexEntry of(StoredFile file) {
        return new IndexEntry(file.id(), file.folder(), file.name(), file.createdAt(), file);
    }

    String type() {
        return file == null ? "folder" : "file";
    }

    Instant updatedAt() {
        return file == null ? createdAt : file.updatedAt();
    }

    long size() {
        return file == null ? 0 : file.bytes().length;
    }
}
