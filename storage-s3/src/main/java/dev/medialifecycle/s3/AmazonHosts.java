package dev.medialifecycle.s3;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * The host names of S3 in one partition of Amazon's cloud. Names of buckets are unique within a partition only, so the same
 * name in another one is somebody else's bucket.
 */
final class AmazonHosts {
    /** The ways into S3 that a host name can stand for. */
    enum Entrance {
        /** Takes a bucket as a label before it or as the start of the path. */
        SERVICE,
        /** Takes a bucket as a label only. */
        LABEL_ONLY,
        /** Takes an access point as a label. */
        ACCESS_POINT
    }

    private static final String GOVERNMENT = "us-gov-";
    private static final Pattern NAME = Pattern.compile("s3(-accelerate|-website|-accesspoint|-accesspoint-fips|-fips)?"
            + "(?:\\.dualstack)?(?:[.-]((?:[a-z]{2,12}-){2,4}[0-9]{1,2}|external-1))?");

    private final String region;
    private final String domain;

    /** Those of the partition in which this region lies. */
    AmazonHosts(String region) {
        this.region = region;
        this.domain = "." + PartitionMetadata.of(Region.of(region)).dnsSuffix();
    }

    /** The service's own host in the region. */
    String service() {
        return "s3." + region + domain;
    }

    /** Whether the host is one of Amazon's at all. */
    boolean include(String host) {
        return host.endsWith(domain);
    }

    /** What a host name without any bucket's label stands for, in lower case; null if it is none of S3's here. */
    @Nullable
    Entrance entrance(String host) {
        if (!include(host)) {
            return null;
        }
        Matcher match = NAME.matcher(host.substring(0, host.length() - domain.length()));
        if (!match.matches() || isGovernment(match.group(2)) != isGovernment(region)) {
            return null;
        }
        String variant = match.group(1);
        return variant == null ? Entrance.SERVICE : entranceOf(variant);
    }

    private static Entrance entranceOf(String variant) {
        return switch (variant) {
            case "-accelerate", "-website" -> Entrance.LABEL_ONLY;
            case "-accesspoint", "-accesspoint-fips" -> Entrance.ACCESS_POINT;
            default -> Entrance.SERVICE;
        };
    }

    /** This partition shares its domain with the commercial one. */
    private static boolean isGovernment(@Nullable String region) {
        return region != null && region.startsWith(GOVERNMENT);
    }
}
