package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobUrl;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.PercentEncoding;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What ImageKit's URLs stand for, and the URLs of blobs. Makes no request. */
final class ImageKitUrls {
    /** What is derived from a file has a URL that looks like that of a file below it, such as {@code a.mp4/ik-thumbnail.jpg}. */
    private static final Pattern DERIVED = Pattern.compile("ik-[a-z0-9-]+\\.[a-z0-9]+");

    private static final String TRANSFORMATION = "tr:";

    private final String provider;
    private final Set<String> buckets;
    private final List<UrlEndpoint> endpoints;
    private final UrlEndpoint first;
    private final UrlSigner signer;

    /** The first endpoint makes the URLs. */
    ImageKitUrls(String provider, Set<String> buckets, List<UrlEndpoint> endpoints, UrlSigner signer) {
        this.provider = provider;
        this.buckets = Set.copyOf(buckets);
        this.first = endpoints.get(0);
        this.signer = signer;
        List<UrlEndpoint> longestFirst = new ArrayList<>(endpoints);
        longestFirst.sort(
                Comparator.comparing((UrlEndpoint endpoint) -> endpoint.path().length())
                        .reversed());
        this.endpoints = List.copyOf(longestFirst);
    }

    Located locate(String url) {
        BlobUrl split = BlobUrl.split(url);
        if (split instanceof BlobUrl.Fault fault) {
            return new Located.Unparseable(fault.reason());
        }
        BlobUrl.Parts parts = (BlobUrl.Parts) split;
        List<UrlEndpoint> sameOrigin = endpoints.stream()
                .filter(endpoint -> endpoint.sharesOriginWith(parts))
                .toList();
        if (sameOrigin.isEmpty()) {
            return new Located.Foreign(parts.host());
        }
        Optional<String> decoded = PercentEncoding.decode(parts.path());
        if (decoded.isEmpty()) {
            return new Located.Unparseable("is not percent-encoded UTF-8");
        }
        if (hides(decoded.get())) {
            return new Located.Unparseable("holds an empty, . or .. segment");
        }
        return locate(parts, decoded.get(), sameOrigin);
    }

    /** The lasting URL; {@code ML-ST-002} for a key that ImageKit would take for something derived from another file. */
    URI publicUrl(BlobLocation location) {
        return URI.create(first + "/" + encodedPath(location));
    }

    /** The same until then. */
    URI signedUrl(BlobLocation location, Instant expires) {
        String path = encodedPath(location);
        return URI.create(first + "/" + path + "?" + signer.query(path, expires));
    }

    /** The bytes as they were uploaded: without this transformation images are optimised on their way out. */
    URI originalUrl(BlobLocation location, Instant expires) {
        String target = encodedPath(location) + "?tr=orig-true";
        return URI.create(first + "/" + target + "&" + signer.query(target, expires));
    }

    /** What caches may hold of the blob, for each endpoint one expression of the service's. */
    List<String> purgeExpressions(BlobLocation location) {
        return endpoints.stream()
                .filter(endpoint -> !endpoint.isExternal())
                .map(endpoint -> endpoint + "/" + PercentEncoding.encode(pathOf(location)) + "*")
                .toList();
    }

    /** Where the URLs that are made lie. */
    URI base() {
        return URI.create(first.toString());
    }

    static boolean looksDerived(String key) {
        return key.indexOf('/') >= 0
                && DERIVED.matcher(key.substring(key.lastIndexOf('/') + 1)).matches();
    }

    private Located locate(BlobUrl.Parts parts, String decodedPath, List<UrlEndpoint> sameOrigin) {
        for (UrlEndpoint endpoint : sameOrigin) {
            switch (endpoint.matches(decodedPath)) {
                case BELOW -> {
                    return endpoint.isExternal()
                            ? new Located.Foreign(parts.host())
                            : below(parts.path(), endpoint, parts.query());
                }
                case PERHAPS -> {
                    return new Located.Unparseable("differs from a URL endpoint of ours in capitals only");
                }
                case NOT_BELOW -> {
                    // Perhaps below a shorter one.
                }
            }
        }
        return new Located.Foreign(parts.host());
    }

    /** The transformation is cut out before anything is decoded, for what it encodes is no part of the file's path. */
    private Located below(String rawPath, UrlEndpoint endpoint, @Nullable String query) {
        List<String> segments = Arrays.asList(rawPath.split("/", -1));
        int own = endpoint.depth() + 1;
        if (!PercentEncoding.decode(String.join("/", segments.subList(0, Math.min(own, segments.size()))))
                .equals(Optional.of(endpoint.path()))) {
            return new Located.Unparseable("encodes a slash of the URL endpoint");
        }
        List<String> rest = segments.subList(own, segments.size());
        String head = rest.isEmpty() ? "" : PercentEncoding.decode(rest.get(0)).orElse("");
        boolean isTransformed = head.startsWith(TRANSFORMATION);
        String path = PercentEncoding.decode(String.join("/", isTransformed ? rest.subList(1, rest.size()) : rest))
                .orElse("");
        List<String> transformations = new ArrayList<>(Transformation.inQuery(query));
        if (isTransformed) {
            transformations.add(head.substring(TRANSFORMATION.length()));
        }
        Optional<BlobLocation> blob = blobAt(path);
        if (blob.isEmpty()) {
            int slash = path.indexOf('/');
            return new Located.Unparseable(
                    buckets.contains(slash < 0 ? path : path.substring(0, slash))
                            ? "names no valid key"
                            : "names no bucket of provider " + provider);
        }
        return meaning(blob.get(), transformations);
    }

    private Located meaning(BlobLocation blob, List<String> transformations) {
        Set<BlobLocation> all = new LinkedHashSet<>();
        all.add(blob);
        if (looksDerived(blob.key())) {
            all.add(new BlobLocation(
                    provider, blob.bucket(), blob.key().substring(0, blob.key().lastIndexOf('/'))));
        }
        for (String transformation : transformations) {
            Optional<List<String>> others = Transformation.filesIn(transformation);
            if (others.isEmpty()) {
                return new Located.Unparseable("names another file in a way that cannot be read");
            }
            others.get().forEach(path -> blobAt(path).ifPresent(all::add));
        }
        return all.size() == 1 ? new Located.Owned(blob, null) : new Located.Ambiguous(List.copyOf(all));
    }

    private Optional<BlobLocation> blobAt(String path) {
        int slash = path.indexOf('/');
        if (slash < 0
                || !buckets.contains(path.substring(0, slash))
                || !BlobLocation.isValidKey(path.substring(slash + 1))) {
            return Optional.empty();
        }
        return Optional.of(new BlobLocation(provider, path.substring(0, slash), path.substring(slash + 1)));
    }

    private static String encodedPath(BlobLocation location) {
        if (looksDerived(location.key())) {
            throw new MediaLifecycleException(
                    ErrorCode.INVALID_LOCATION,
                    ErrorKind.REJECTED,
                    "Blob " + location + " has no URL: ImageKit keeps names that begin with ik- for what it derives"
                            + ". Next: name it otherwise");
        }
        return PercentEncoding.encode(pathOf(location));
    }

    private static String pathOf(BlobLocation location) {
        return location.bucket() + "/" + location.key();
    }

    /** Whether a path means another one to whoever resolves it; a slash at its end makes no valid key. */
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
