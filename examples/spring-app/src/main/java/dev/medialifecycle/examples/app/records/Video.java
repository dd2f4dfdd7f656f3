package dev.medialifecycle.examples.app.records;

import dev.medialifecycle.release.ManagedMedia;
import dev.medialifecycle.release.UrlCollector;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A video with the picture it was made after; one that belongs to a module goes with it. */
record Video(
        UUID id,
        String owner,
        String title,
        @ManagedMedia @Nullable String referenceImageUrl,
        @Nullable UUID moduleId) {
    private static final UrlCollector<Video> URLS = UrlCollector.annotated(Video.class);

    /** Every URL in it. */
    List<String> urls() {
        return URLS.urls(this);
    }
}
