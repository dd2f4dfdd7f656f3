package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.PercentEncoding;
import dev.medialifecycle.blob.SignedPut;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/** Makes URLs; asks nobody. */
final class Urls {
    /** What the signature's own protocol allows. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private final String provider;
    private final S3Presigner presigner;
    private final Failures failures;
    private final Map<String, Address> addresses;
    private final boolean isPublic;
    private final ConditionalPut conditionalPut;
    private final @Nullable URI endpoint;
    private final AddressStyle style;
    private final String region;

    Urls(S3Presigner presigner, Failures failures, S3StorageBuilder builder, String region) {
        this.provider = builder.name;
        this.presigner = presigner;
        this.failures = failures;
        this.addresses = Map.copyOf(builder.publicAddresses);
        this.isPublic = builder.isPublic;
        this.conditionalPut = builder.conditionalPut();
        this.endpoint = builder.endpoint;
        this.style = builder.style();
        this.region = region;
    }

    boolean arePublic() {
        return isPublic || !addresses.isEmpty();
    }

    URI publicUrl(BlobLocation location) {
        if (!arePublic()) {
            throw StorageFailure.unsupported(provider, Capability.PUBLIC_URL);
        }
        Address address = addresses.get(location.bucket());
        if (address != null) {
            return address.url(location.key()).orElseThrow(() -> noUrl(location, "it lies outside of the origin path"));
        }
        if (!isPublic) {
            throw noUrl(location, "its bucket has no public address");
        }
        return atService(location);
    }

    URI signedUrl(BlobLocation location, Duration lifetime) {
        requireLifetime(lifetime);
        try {
            return URI.create(presigner
                    .presignGetObject(presign -> presign.signatureDuration(lifetime)
                            .getObjectRequest(
                                    get -> get.bucket(location.bucket()).key(location.key())))
                    .url()
                    .toString());
        } catch (SdkException e) {
            throw failures.of(Attempt.reading("sign a URL for", location), e);
        }
    }

    SignedPut signedPut(BlobLocation location, String contentType, long size, Duration lifetime) {
        requireLifetime(lifetime);
        try {
            PresignedPutObjectRequest signed = presigner.presignPutObject(presign -> presign.signatureDuration(lifetime)
                    .putObjectRequest(put -> put.bucket(location.bucket())
                            .key(location.key())
                            .contentType(contentType)
                            .contentLength(size)
                            .ifNoneMatch(conditionalPut == ConditionalPut.ENFORCED ? "*" : null)));
            return new SignedPut(URI.create(signed.url().toString()), "PUT", headers(signed));
        } catch (SdkException e) {
            throw failures.of(Attempt.reading("sign a put of", location), e);
        }
    }

    /** All that is signed, without what every HTTP client sends by itself and many let nobody set. */
    private static Map<String, String> headers(PresignedPutObjectRequest signed) {
        Map<String, String> headers = new HashMap<>();
        signed.signedHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length")) {
                headers.put(name, String.join(",", values));
            }
        });
        return headers;
    }

    private URI atService(BlobLocation location) {
        String key = PercentEncoding.encode(location.key());
        if (endpoint == null) {
            String host = new AmazonHosts(region).service();
            // A certificate covers one label only, so a bucket with dots has no host of its own.
            return URI.create(
                    style == AddressStyle.HOST && location.bucket().indexOf('.') < 0
                            ? "https://" + location.bucket() + "." + host + "/" + key
                            : "https://" + host + "/" + location.bucket() + "/" + key);
        }
        String base = endpoint.toString().replaceAll("/+$", "");
        int host = base.indexOf("://") + 3;
        return URI.create(
                style == AddressStyle.HOST
                        ? base.substring(0, host) + location.bucket() + "." + base.substring(host) + "/" + key
                        : base + "/" + location.bucket() + "/" + key);
    }

    private void requireLifetime(Duration lifetime) {
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException("A signed URL needs a lifetime above zero, not " + lifetime);
        }
        if (lifetime.compareTo(LONGEST) > 0) {
            throw new MediaLifecycleException(
                    ErrorCode.INVALID_SETTING,
                    ErrorKind.REJECTED,
                    "Provider " + provider + " signs for 7 days at most, not for " + lifetime
                            + ". Next: ask for less, and sign anew when it is needed");
        }
    }

    private static MediaLifecycleException noUrl(BlobLocation location, String why) {
        return new MediaLifecycleException(
                ErrorCode.INVALID_LOCATION,
                ErrorKind.REJECTED,
                "Blob " + location + " has no public URL: " + why + ". Next: see publicUrls(...) of the builder");
    }
}
