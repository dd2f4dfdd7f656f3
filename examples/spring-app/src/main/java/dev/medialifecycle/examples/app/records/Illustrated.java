package dev.medialifecycle.examples.app.records;

import dev.medialifecycle.release.ManagedMedia;
import dev.medialifecycle.release.UrlCollector;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record with pictures in an array and one nested deeper, all of them named by URL. */
record Illustrated(
        UUID id,
        String owner,
        String name,
        @ManagedMedia List<String> images,
        @ManagedMedia @Nullable Schema schema) {
    private static final UrlCollector<Illustrated> URLS = UrlCollector.annotated(Illustrated.class);

    /** Copies the list. */
    Illustrated {
        images = List.copyOf(images);
    }

    record Schema(@ManagedMedia @Nullable String imageUrl) {}

    /** Every URL in it. */
    List<String> urls() {
        return URLS.urls(this);
    }
}
