package dev.medialifecycle.blob;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The URL below which a provider publishes blobs: makes URLs there, and tells its own from everybody else's. */
public final class UrlBase {
    private final String text;
    private final BlobUrl.Parts parts;
    private final String path;

    private UrlBase(String text, BlobUrl.Parts parts, String path) {
        this.text = text;
        this.parts = parts;
        this.path = path;
    }

    /** Refuses with {@code ML-URL-001} what is not an http or https URL without query and fragment. */
    public static UrlBase of(String url) {
        String text = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        if (BlobUrl.split(text) instanceof BlobUrl.Parts parts
                && parts.sharesOriginWith(parts)
                && parts.query() == null
                && text.indexOf('#') < 0) {
            Optional<String> path = PercentEncoding.decode(parts.path());
            if (path.isPresent() && !hides(path.get())) {
                return new UrlBase(text, parts, path.get());
            }
        }
        throw new MediaLifecycleException(
                ErrorCode.INVALID_URL,
                ErrorKind.REJECTED,
                "A base URL is not absolute, not http or https, or has a query. Next: give one like https://media.example.com/files");
    }

    /** The URL of the blob at this path, such as {@code bucket/key}, which is encoded here. */
    public String resolve(String path) {
        return text + "/" + PercentEncoding.encode(path);
    }

    /** Scheme, host and port, for a server that is asked with a path only. */
    public String origin() {
        return text.substring(0, text.length() - parts.path().length());
    }

    /** What {@code meaning} says of the decoded path below this base; foreign or unparseable for all other text. */
    public Located locate(String url, Function<String, Located> meaning) {
        BlobUrl split = BlobUrl.split(url);
        if (split instanceof BlobUrl.Fault fault) {
            return new Located.Unparseable(fault.reason());
        }
        BlobUrl.Parts found = (BlobUrl.Parts) split;
        if (!found.sharesOriginWith(parts)) {
            return new Located.Foreign(found.host());
        }
        Optional<String> decoded = PercentEncoding.decode(found.path());
        if (decoded.isEmpty()) {
            return new Located.Unparseable("is not percent-encoded UTF-8");
        }
        if (hides(decoded.get())) {
            return new Located.Unparseable("holds an empty, . or .. segment");
        }
        return decoded.get().startsWith(path + "/")
                ? meaning.apply(decoded.get().substring(path.length() + 1))
                : new Located.Foreign(found.host());
    }

    /** The same where a blob's path is its bucket, a slash and its key. */
    public Located locate(String url, String provider, Set<String> buckets) {
        return locate(url, below -> {
            int slash = below.indexOf('/');
            String bucket = slash < 0 ? below : below.substring(0, slash);
            String key = slash < 0 ? "" : below.substring(slash + 1);
            if (!buckets.contains(bucket)) {
                return new Located.Unparseable("names no bucket of provider " + provider);
            }
            return BlobLocation.isValidKey(key)
                    ? new Located.Owned(new BlobLocation(provider, bucket, key), null)
                    : new Located.Unparseable("names no valid key");
        });
    }

    /** The origin and the path of the base, without a slash at the end. */
    @Override
    public String toString() {
        return text;
    }

    /** Whether a path means another one to whoever resolves it; a slash at its end is harmless. */
    private static boolean hides(String decoded) {
        String[] segments = decoded.split("/", -1);
        for (int at = 1; at < segments.length; at++) {
            String segment = segments[at];
            boolean isLast = at == segments.length - 1;
            if (segment.equals(".") || segment.equals("..") || (segment.isEmpty() && !isLast)) {
                return true;
            }
        }
        return false;
    }
}
