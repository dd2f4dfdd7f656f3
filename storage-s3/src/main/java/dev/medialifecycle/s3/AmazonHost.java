package dev.medialifecycle.s3;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A host name of Amazon's own without the bucket's label: which way into S3 it is, and where it stands. */
record AmazonHost(Entrance entrance, Partition partition) {
    /** The ways in. */
    enum Entrance {
        /** Takes a bucket as a label before it or as the start of the path. */
        SERVICE,
        /** Takes a bucket as a label only. */
        LABEL_ONLY,
        /** Takes an access point as a label. */
        ACCESS_POINT
    }

    /** Bucket names are unique within one of these only. */
    enum Partition {
        COMMERCIAL,
        GOVERNMENT,
        CHINA;

        static Partition of(@Nullable String region) {
            if (region == null) {
                return COMMERCIAL;
            }
            return region.startsWith("cn-") ? CHINA : region.startsWith("us-gov-") ? GOVERNMENT : COMMERCIAL;
        }
    }

    private static final String DOMAIN = ".amazonaws.com";
    private static final String DOMAIN_IN_CHINA = ".amazonaws.com.cn";
    private static final Pattern NAME = Pattern.compile("s3(-accelerate|-website|-accesspoint|-accesspoint-fips|-fips)?"
            + "(\\.dualstack)?(?:[.-]((?:[a-z]{2,8}-){2,4}[0-9]{1,2}|external-1))?");

    /** The service's host in a region. */
    static String name(String region) {
        return "s3." + region + (Partition.of(region) == Partition.CHINA ? DOMAIN_IN_CHINA : DOMAIN);
    }

    /** Whether the host ends like one of Amazon's. */
    static boolean isAmazon(String host) {
        return host.endsWith(DOMAIN) || host.endsWith(DOMAIN_IN_CHINA);
    }

    /** Reads a whole host name, in lower case; null if it is none of S3's. */
    static @Nullable AmazonHost of(String host) {
        boolean isChina = host.endsWith(DOMAIN_IN_CHINA);
        if (!isChina && !host.endsWith(DOMAIN)) {
            return null;
        }
        String name = host.substring(0, host.length() - (isChina ? DOMAIN_IN_CHINA : DOMAIN).length());
        Matcher match = NAME.matcher(name);
        if (!match.matches()) {
            return null;
        }
        Partition partition = Partition.of(match.group(3));
        if (isChina != (partition == Partition.CHINA)) {
            return null;
        }
        String variant = match.group(1);
        return new AmazonHost(entrance(variant == null ? "" : variant), partition);
    }

    private static Entrance entrance(String variant) {
        return switch (variant) {
            case "-accelerate", "-website" -> Entrance.LABEL_ONLY;
            case "-accesspoint", "-accesspoint-fips" -> Entrance.ACCESS_POINT;
            default -> Entrance.SERVICE;
        };
    }
}
