package dev.medialifecycle.sweep;

import java.time.Duration;

/** Where to look, and how old a blob must be before it is considered at all. */
public record SweepScope(String provider, String bucket, String prefix, Duration minimumAge) {
    /** A whole bucket. */
    public static SweepScope bucket(String provider, String bucket, Duration minimumAge) {
        return new SweepScope(provider, bucket, "", minimumAge);
    }

    /** {@code provider:bucket/prefix}. */
    @Override
    public String toString() {
        return provider + ":" + bucket + "/" + prefix;
    }
}
