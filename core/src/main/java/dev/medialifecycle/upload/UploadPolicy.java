package dev.medialifecycle.upload;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where assets of a role go and what may come in; there is no "accept anything". {@code maxPixels} counts one picture,
 * {@code maxFrames} the pictures of an animated image.
 */
public record UploadPolicy(
        String provider,
        String bucket,
        long maxBytes,
        long maxPixels,
        int maxFrames,
        Set<String> acceptedTypes,
        KeyTemplate keys) {
    private static final long MEGABYTE = 1024 * 1024;
    private static final long MEGAPIXEL = 1_000_000;

    /** Refuses what cannot work, with {@code ML-CFG-004}; spells the accepted types as they are registered, and orders them. */
    public UploadPolicy {
        if (!BlobLocation.isValidBucket(bucket)) {
            throw invalid("has an impossible bucket name", "name the bucket");
        }
        if (maxBytes <= 0 || maxPixels <= 0 || maxFrames <= 0) {
            throw invalid(
                    "needs limits above zero, not " + maxBytes + " bytes, " + maxPixels + " pixels, " + maxFrames
                            + " frames",
                    "UploadPolicy.images(...) has sane ones");
        }
        acceptedTypes = registered(acceptedTypes);
    }

    /** JPEG, PNG and WebP, each one picture of at most 10 MB and 40 megapixels. */
    public static UploadPolicy images(String provider, String bucket, KeyTemplate keys) {
        return new UploadPolicy(
                provider,
                bucket,
                10 * MEGABYTE,
                40 * MEGAPIXEL,
                1,
                Set.of("image/jpeg", "image/png", "image/webp"),
                keys);
    }

    /** Whether bytes of the type may come in. */
    public boolean accepts(MediaType type) {
        return acceptedTypes.contains(type.mimeName());
    }

    /** The same policy with another size limit. */
    public UploadPolicy withMaxBytes(long bytes) {
        return new UploadPolicy(provider, bucket, bytes, maxPixels, maxFrames, acceptedTypes, keys);
    }

    /** The same policy with another limit of pixels in one picture. */
    public UploadPolicy withMaxPixels(long pixels) {
        return new UploadPolicy(provider, bucket, maxBytes, pixels, maxFrames, acceptedTypes, keys);
    }

    /** The same policy with another limit of pictures in one image. */
    public UploadPolicy withMaxFrames(int frames) {
        return new UploadPolicy(provider, bucket, maxBytes, maxPixels, frames, acceptedTypes, keys);
    }

    /** The same policy for other types. */
    public UploadPolicy withAcceptedTypes(Set<String> types) {
        return new UploadPolicy(provider, bucket, maxBytes, maxPixels, maxFrames, types, keys);
    }

    private static Set<String> registered(Set<String> names) {
        if (names.isEmpty()) {
            throw invalid("accepts no type at all", "name the types, such as image/png");
        }
        Set<MediaType> types = new TreeSet<>();
        for (String name : names) {
            types.add(MediaType.of(name)
                    .orElseThrow(() -> invalid(
                            "cannot accept " + name + ", because core cannot check it",
                            "choose from " + Arrays.toString(MediaType.values()))));
        }
        Set<String> registered = new LinkedHashSet<>();
        types.forEach(type -> registered.add(type.mimeName()));
        return Collections.unmodifiableSet(registered);
    }

    private static MediaLifecycleException invalid(String fault, String next) {
        return new MediaLifecycleException(
                ErrorCode.INVALID_POLICY, ErrorKind.REJECTED, "Upload policy " + fault + ". Next: " + next);
    }
}
