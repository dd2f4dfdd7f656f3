package dev.medialifecycle.s3;

/** Where a URL names the bucket. */
public enum AddressStyle {
    /** {@code https://bucket.host/key}. */
    HOST,
    /** {@code https://host/bucket/key}. */
    PATH
}
