package dev.medialifecycle.s3;

/** How a put makes sure that it overwrites nothing. */
public enum ConditionalPut {
    /** The service refuses a put with {@code If-None-Match: *} to a taken key by itself, as Amazon's does. */
    ENFORCED,
    /**
     * Nobody knows whether the service does: it is looked before each put, and the header is sent as well until the service
     * says that it does not know it. Two puts to one key at the same moment may both succeed.
     */
    TRIED,
    /** The service cannot bear the header: it is only looked before each put. */
    AVOIDED
}
