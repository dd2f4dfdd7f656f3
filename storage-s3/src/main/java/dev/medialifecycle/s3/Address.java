package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobUrl;
import dev.medialifecycle.blob.PercentEncoding;
import dev.medialifecycle.blob.UrlBase;
import java.net.URI;
import java.util.Optional;

/** An address below which blobs of one bucket are to be had, all or those whose keys start with an origin path. */
record Address(String bucket, UrlBase base, BlobUrl.Parts parts, String path, String origin) {
    /** Refuses what is no base of URLs; the origin path is empty or ends with a slash. */
    static Address of(String bucket, URI url, String originPath) {
        UrlBase base = UrlBase.of(url.toString());
        BlobUrl.Parts parts = (BlobUrl.Parts) BlobUrl.split(base.toString());
        String path = PercentEncoding.decode(parts.path()).orElseThrow() + "/";
        String bare = originPath.startsWith("/") ? originPath.substring(1) : originPath;
        String origin = bare.isEmpty() || bare.endsWith("/") ? bare : bare + "/";
        return new Address(bucket, base, parts, path, origin);
    }

    /** The URL of the key here; empty if it lies outside of the origin path. */
    Optional<URI> url(String key) {
        return key.startsWith(origin) && key.length() > origin.length()
                ? Optional.of(URI.create(base.resolve(key.substring(origin.length()))))
                : Optional.empty();
    }

    /** The key at a decoded path that lies below this address. */
    String key(String decoded) {
        return origin + decoded.substring(path.length());
    }
}
