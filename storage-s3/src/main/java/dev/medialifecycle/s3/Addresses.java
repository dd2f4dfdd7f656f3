package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobUrl;
import dev.medialifecycle.blob.Located;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads URLs of all forms in which S3 shows blobs; pure, and total. Only what was configured is ours: a bucket by its name, or
 * an address that says which bucket it shows. Every path is decoded once, and a plus is a plus.
 */
final class Addresses {
    private static final String NO_KEY = "names no valid key";

    private final String provider;
    private final Set<String> buckets;
    private final List<Address> known;
    private final Doors doors;

    Addresses(S3StorageBuilder builder, String region) {
        provider = builder.name;
        buckets = Set.copyOf(builder.buckets);
        known = Stream.concat(builder.publicAddresses.values().stream(), builder.otherAddresses.stream())
                .sorted(Comparator.comparingInt(
                                (Address address) -> address.path().length())
                        .reversed())
                .toList();
        doors = new Doors(builder, region);
    }

    Located locate(String url) {
        BlobUrl split = BlobUrl.split(url);
        if (split instanceof BlobUrl.Fault fault) {
            return new Located.Unparseable(fault.reason());
        }
        BlobUrl.Parts parts = (BlobUrl.Parts) split;
        if (parts.scheme().equals("s3")) {
            return locateUri(url, parts);
        }
        Located located = atKnownAddress(parts);
        if (located == null) {
            located = atService(parts);
        }
        return located == null ? new Located.Foreign(parts.host()) : located;
    }

    /** Below an address that was configured for one bucket, the longest first; null if it is below none. */
    private @Nullable Located atKnownAddress(BlobUrl.Parts url) {
        for (Address address : known) {
            if (address.parts().sharesOriginWith(url)) {
                UrlPath path = UrlPath.of(url.path());
                if (path instanceof UrlPath.Unreadable unreadable) {
                    return new Located.Unparseable(unreadable.reason());
                }
                String decoded = ((UrlPath.Plain) path).decoded();
                if (decoded.startsWith(address.path())) {
                    return owned(address.bucket(), address.key(decoded));
                }
            }
        }
        return null;
    }

    /** At the service itself; null if it is another service, or somebody else's bucket. */
    private @Nullable Located atService(BlobUrl.Parts url) {
        Doors.Door door = doors.find(url);
        if (door == null) {
            return null;
        }
        UrlPath path = UrlPath.of(url.path());
        if (path instanceof UrlPath.Unreadable unreadable) {
            return new Located.Unparseable(unreadable.reason());
        }
        String decoded = ((UrlPath.Plain) path).decoded();
        if (!decoded.startsWith(door.base() + "/")) {
            return door.bucket() == null ? null : new Located.Unparseable(NO_KEY);
        }
        String below = decoded.substring(door.base().length() + 1);
        if (door.bucket() != null) {
            return owned(door.bucket(), below);
        }
        int slash = below.indexOf('/');
        String bucket = doors.bucketNamed(slash < 0 ? below : below.substring(0, slash));
        return bucket == null ? null : owned(bucket, slash < 0 ? "" : below.substring(slash + 1));
    }

    /** {@code s3://bucket/key}: some tools encode the key and some do not, so what reads both ways may mean either blob. */
    private Located locateUri(String url, BlobUrl.Parts parts) {
        String text = url.substring(url.indexOf("://") + 3);
        int slash = text.indexOf('/');
        if (slash < 0 || !buckets.contains(text.substring(0, slash))) {
            return new Located.Foreign(parts.host());
        }
        Set<String> keys = new LinkedHashSet<>();
        for (String path : List.of(parts.path(), text.substring(slash))) {
            if (!(UrlPath.of(path) instanceof UrlPath.Plain plain)) {
                return new Located.Unparseable("holds an empty, . or .. segment, or no UTF-8");
            }
            keys.add(path.substring(1));
            keys.add(plain.decoded().substring(1));
        }
        List<BlobLocation> locations = keys.stream()
                .filter(BlobLocation::isValidKey)
                .map(key -> new BlobLocation(provider, text.substring(0, slash), key))
                .toList();
        return switch (locations.size()) {
            case 0 -> new Located.Unparseable(NO_KEY);
            case 1 -> new Located.Owned(locations.get(0), null);
            default -> new Located.Ambiguous(locations);
        };
    }

    private Located owned(String bucket, String key) {
        return BlobLocation.isValidKey(key)
                ? new Located.Owned(new BlobLocation(provider, bucket, key), null)
                : new Located.Unparseable(NO_KEY);
    }
}
