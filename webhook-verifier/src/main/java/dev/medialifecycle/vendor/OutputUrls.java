package dev.medialifecycle.vendor;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Tells URLs from text in the place where a vendor puts outputs. */
final class OutputUrls {
    private OutputUrls() {}

    /** The URL, if the text is an http, https or data URL; any other text is an output of its own, such as a model's answer. */
    static Optional<URI> parse(String text) {
        if (!startsWith(text, "https://") && !startsWith(text, "http://") && !startsWith(text, "data:")) {
            return Optional.empty();
        }
        try {
            URI url = new URI(text);
            return url.isOpaque() || url.getHost() != null ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean startsWith(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }
}
