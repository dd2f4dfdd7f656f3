package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.MediaLifecycleException;
import java.net.URI;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Stores blobs, whole or not at all, and overwrites none. */
final class Puts {
    private final Service service;
    private final Buckets buckets;
    private final Reads reads;
    private final Parts parts;
    private final ConditionalPut mode;
    private final @Nullable URI endpoint;
    private final long partsFrom;
    private final long partsFromIfSigned;
    private volatile boolean knowsCondition = true;

    Puts(Service service, Buckets buckets, Reads reads, Failures failures, S3StorageBuilder builder) {
        this.service = service;
        this.buckets = buckets;
        this.reads = reads;
        this.mode = builder.conditionalPut();
        this.endpoint = builder.endpoint;
        this.partsFrom = builder.partsFrom(DigestUse.NONE);
        this.partsFromIfSigned = builder.partsFrom(DigestUse.SIGNED);
        this.parts = new Parts(service, buckets, failures, builder);
    }

    StoredBlob put(PutRequest request) {
        BlobLocation location = request.location();
        buckets.requireOwn(location);
        requireFree(location);
        long size = request.source().size();
        if (size >= (digestUse(request) == DigestUse.SIGNED ? partsFromIfSigned : partsFrom)) {
            putInParts(request, size);
        } else {
            putAtOnce(request, size);
        }
        return new StoredBlob(location, null, request.contentType(), size, null);
    }

    private void putAtOnce(PutRequest request, long size) {
        BlobLocation location = request.location();
        try (Body body = new Body(request)) {
            RequestBody bytes = size == 0 ? body.empty() : body.of(size);
            conditionally(
                    location,
                    Attempt.changing("store", location),
                    condition -> service.ask(s3 -> s3.putObject(toS3(request, condition), bytes)));
        }
    }

    /** A digest that is known is checked by Amazon, and spares the SDK a second reading where it must sign one. */
    private PutObjectRequest toS3(PutRequest request, @Nullable String condition) {
        PutObjectRequest.Builder put = PutObjectRequest.builder()
                .bucket(request.location().bucket())
                .key(request.location().key())
                .contentType(request.contentType())
                .ifNoneMatch(condition);
        String digest = request.sha256();
        if (digest != null && digestUse(request) == DigestUse.CHECKED) {
            put.checksumSHA256(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest)));
        } else if (digest != null && digestUse(request) == DigestUse.SIGNED) {
            put.overrideConfiguration(override -> override.putHeader(DigestSigner.DIGEST, digest));
        }
        return put.build();
    }

    private DigestUse digestUse(PutRequest request) {
        return DigestUse.of(request.sha256(), endpoint);
    }

    private void putInParts(PutRequest request, long size) {
        try (Parts.Upload upload = parts.begin(request, size)) {
            upload.send();
            requireFree(request.location());
            conditionally(request.location(), Attempt.changing("complete", request.location()), upload::complete);
        }
    }

    /** Where the service may not refuse a taken key, whoever comes second is at least seldom let through. */
    private void requireFree(BlobLocation location) {
        if (mode != ConditionalPut.ENFORCED && reads.isThere(location)) {
            throw StorageFailure.keyTaken(location);
        }
    }

    /** Asks with the condition; once more without it where the service did nothing because it does not know it. */
    private void conditionally(BlobLocation location, Attempt attempt, Function<@Nullable String, ?> call) {
        boolean isSent = mode == ConditionalPut.ENFORCED || (mode == ConditionalPut.TRIED && knowsCondition);
        try {
            Object unused = call.apply(isSent ? "*" : null);
        } catch (SdkException e) {
            if (isSent && mode == ConditionalPut.TRIED && is(e, Reason.UNSUPPORTED)) {
                knowsCondition = false;
                conditionally(location, attempt, call);
                return;
            }
            // Nothing else than its bucket can be missing to a put.
            throw is(e, Reason.PRECONDITION) ? taken(location, e) : buckets.failure(attempt, e);
        }
    }

    private static boolean is(SdkException e, Reason reason) {
        return Failures.reason(e).filter(why -> why == reason).isPresent();
    }

    private static MediaLifecycleException taken(BlobLocation location, SdkException e) {
        return Failures.caused(StorageFailure.keyTaken(location), e);
    }
}
