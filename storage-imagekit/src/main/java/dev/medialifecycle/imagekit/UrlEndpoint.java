package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.BlobUrl;
import dev.medialifecycle.blob.PercentEncoding;
import dev.medialifecycle.blob.UrlBase;
import java.util.Locale;

/** A URL below which an account's files, or those of another origin, are served; {@code path} is decoded and has no slash at its end. */
record UrlEndpoint(String text, BlobUrl.Parts parts, String path, boolean isExternal) {

    /** How a URL's decoded path stands to this endpoint's. */
    enum Match {
        BELOW,
        /** Below it if capitals do not count, which nobody knows. */
        PERHAPS,
        NOT_BELOW
    }

    /** Refuses with {@code ML-URL-001} what is not an http or https URL without query and fragment. */
    static UrlEndpoint of(String url, boolean isExternal) {
        String text = UrlBase.of(url).toString();
        if (BlobUrl.split(text) instanceof BlobUrl.Parts parts) {
            return new UrlEndpoint(
                    text, parts, PercentEncoding.decode(parts.path()).orElse(""), isExternal);
        }
        throw new IllegalStateException("A URL that was just understood is no URL");
    }

    boolean sharesOriginWith(BlobUrl.Parts url) {
        return parts.sharesOriginWith(url);
    }

    Match matches(String decodedPath) {
        if (decodedPath.startsWith(path + "/")) {
            return Match.BELOW;
        }
        String lower = decodedPath.toLowerCase(Locale.ROOT);
        return lower.startsWith(path.toLowerCase(Locale.ROOT) + "/") ? Match.PERHAPS : Match.NOT_BELOW;
    }

    /** How many segments of a URL's path are this endpoint's own. */
    int depth() {
        return path.isEmpty() ? 0 : path.substring(1).split("/", -1).length;
    }

    @Override
    public String toString() {
        return text;
    }
}
