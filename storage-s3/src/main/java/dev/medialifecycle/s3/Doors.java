package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobUrl;
import dev.medialifecycle.blob.UrlBase;
import dev.medialifecycle.s3.AmazonHosts.Entrance;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The hosts at which the service answers for the configured buckets. */
final class Doors {
    private static final Pattern FRIENDLY_B2 = Pattern.compile("f[0-9]{3}\\.backblazeb2\\.com");

    private final Map<String, String> bucketsByName = new HashMap<>();
    private final Map<String, String> accessPoints;
    private final List<BlobUrl.Parts> endpoints;
    private final AmazonHosts amazon;
    private final boolean isAtAmazon;
    private final boolean isB2;

    /** A bucket's own host, or one at which the path says which bucket; keys, or buckets, follow the base. */
    record Door(@Nullable String bucket, String base) {}

    Doors(S3StorageBuilder builder, String region) {
        // An alias of an access point stands wherever a bucket's name may stand.
        bucketsByName.putAll(builder.accessPoints);
        builder.buckets.forEach(bucket -> bucketsByName.put(bucket, bucket));
        accessPoints = Map.copyOf(builder.accessPoints);
        endpoints = Stream.of(builder.endpoint, builder.signingEndpoint)
                .filter(Objects::nonNull)
                .map(Doors::endpoint)
                .toList();
        amazon = new AmazonHosts(region);
        isAtAmazon =
                builder.endpoint == null || endpoints.stream().anyMatch(endpoint -> amazon.include(endpoint.host()));
        isB2 = endpoints.stream().anyMatch(endpoint -> endpoint.host().endsWith(".backblazeb2.com"));
    }

    /** The bucket of this name or alias; null if it is somebody else's. */
    @Nullable
    String bucketNamed(String name) {
        return bucketsByName.get(name);
    }

    /** Where the URL leads in; null if its host is none of the service's, or of a bucket that is somebody else's. */
    @Nullable
    Door find(BlobUrl.Parts url) {
        for (BlobUrl.Parts endpoint : endpoints) {
            Door door = at(endpoint, url);
            if (door != null) {
                return door;
            }
        }
        if (!isOnDefaultPort(url)) {
            return null;
        }
        if (isB2 && FRIENDLY_B2.matcher(url.host()).matches()) {
            return new Door(null, "/file");
        }
        return isAtAmazon && amazon.include(url.host()) ? atAmazon(url.host()) : null;
    }

    private @Nullable Door at(BlobUrl.Parts endpoint, BlobUrl.Parts url) {
        if (endpoint.sharesOriginWith(url)) {
            return new Door(null, endpoint.path());
        }
        int label = url.host().length() - endpoint.host().length() - 1;
        if (label < 1 || !url.host().endsWith("." + endpoint.host())) {
            return null;
        }
        BlobUrl.Parts bare = new BlobUrl.Parts(url.scheme(), endpoint.host(), url.port(), url.path(), null);
        String bucket = bucketNamed(url.host().substring(0, label));
        return bucket != null && endpoint.sharesOriginWith(bare) ? new Door(bucket, endpoint.path()) : null;
    }

    private @Nullable Door atAmazon(String host) {
        Entrance bare = amazon.entrance(host);
        if (bare != null) {
            return bare == Entrance.SERVICE ? new Door(null, "") : null;
        }
        // Names may hold dots, so the label ends where a name that is known ends.
        for (Map.Entry<String, String> named : bucketsByName.entrySet()) {
            String name = named.getKey();
            if (host.length() > name.length() && host.charAt(name.length()) == '.' && host.startsWith(name)) {
                Entrance entrance = amazon.entrance(host.substring(name.length() + 1));
                if (entrance != null && (entrance != Entrance.ACCESS_POINT || accessPoints.containsKey(name))) {
                    return new Door(named.getValue(), "");
                }
            }
        }
        return null;
    }

    private static boolean isOnDefaultPort(BlobUrl.Parts url) {
        return url.port() == (url.scheme().equals("https") ? 443 : url.scheme().equals("http") ? 80 : -2);
    }

    private static BlobUrl.Parts endpoint(URI url) {
        return (BlobUrl.Parts) BlobUrl.split(UrlBase.of(url.toString()).toString());
    }
}
