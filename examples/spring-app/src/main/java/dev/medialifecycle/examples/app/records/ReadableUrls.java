package dev.medialifecycle.examples.app.records;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.examples.app.web.Problems;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps out of the tables what nobody could read again: one such value would stop every deletion. */
@Component
final class ReadableUrls {
    private final MediaLifecycle media;

    ReadableUrls(MediaLifecycle media) {
        this.media = media;
    }

    /** Ours or somebody else's, but readable. */
    void check(List<String> urls) {
        for (String url : urls) {
            if (media.locate(url) instanceof Located.Unparseable fault) {
                throw Problems.invalid("A URL cannot be read: it " + fault.reason());
            }
        }
    }
}
