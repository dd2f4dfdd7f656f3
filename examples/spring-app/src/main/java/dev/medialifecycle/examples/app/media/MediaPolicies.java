package dev.medialifecycle.examples.app.media;

import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.upload.KeyTemplate;
import dev.medialifecycle.upload.UploadPolicy;

/** Where each role goes and what may come in. */
public record MediaPolicies(UploadPolicy inputs, UploadPolicy images, UploadPolicy outputs) {
    /** Inputs are private; pictures of records and outputs have lasting URLs. What a vendor made is larger than what users send. */
    static MediaPolicies of(String provider, UploadProperties properties) {
        UploadPolicy uploads = UploadPolicy.images(
                        provider, Buckets.INPUTS, KeyTemplate.of("{owner}/inputs/{uuid}.{ext}"))
                .withMaxBytes(properties.maxSize().toBytes())
                .withMaxPixels(properties.maxPixels())
                .withAcceptedTypes(properties.acceptedTypes());
        UploadPolicy images = new UploadPolicy(
                provider,
                Buckets.MEDIA,
                uploads.maxBytes(),
                uploads.maxPixels(),
                uploads.maxFrames(),
                uploads.acceptedTypes(),
                KeyTemplate.of("{owner}/images/{uuid}.{ext}"));
        UploadPolicy outputs = UploadPolicy.images(
                        provider, Buckets.MEDIA, KeyTemplate.of("{owner}/outputs/{uuid}.{ext}"))
                .withMaxBytes(100L << 20);
        return new MediaPolicies(uploads, images, outputs);
    }

    /** The policy of a role that users may upload for. */
    public UploadPolicy of(AssetRole role) {
        return role.equals(AssetRole.INPUT) ? inputs : images;
    }
}
