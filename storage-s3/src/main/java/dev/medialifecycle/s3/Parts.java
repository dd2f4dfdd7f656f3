package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.PutRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Stores large blobs part by part; nothing is to be seen before the last step, and nothing is left if it does not come. */
final class Parts {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
    private static final int MOST_PARTS = 10_000;

    private final Service service;
    private final Buckets buckets;
    private final Failures failures;
    private final long partSize;
    private final boolean isAmazon;

    Parts(Service service, Buckets buckets, Failures failures, S3StorageBuilder builder) {
        this.service = service;
        this.buckets = buckets;
        this.failures = failures;
        this.partSize = builder.partSize;
        this.isAmazon = builder.endpoint == null;
    }

    /** How large the parts of a blob of so many bytes are, so that the service's limit on their number suffices. */
    static long partSize(long size, long wanted) {
        return Math.max(wanted, (size + MOST_PARTS - 1) / MOST_PARTS);
    }

    Upload begin(PutRequest request, long size) {
        BlobLocation location = request.location();
        try {
            String id = service.ask(s3 -> s3.createMultipartUpload(create -> create.bucket(location.bucket())
                            .key(location.key())
                            .contentType(request.contentType())
                            .checksumAlgorithm(isAmazon ? ChecksumAlgorithm.CRC32 : null)))
                    .uploadId();
            return new Upload(request, size, id);
        } catch (SdkException e) {
            throw buckets.failure(Attempt.storingPart(location), e);
        }
    }

    /** One blob on its way; whoever closes it before it is complete takes it back. */
    final class Upload implements AutoCloseable {
        private final PutRequest request;
        private final BlobLocation location;
        private final long size;
        private final String id;
        private final List<CompletedPart> sent = new ArrayList<>();
        private boolean isComplete;

        Upload(PutRequest request, long size, String id) {
            this.request = request;
            this.location = request.location();
            this.size = size;
            this.id = id;
        }

        void send() {
            long length = partSize(size, partSize);
            try (Body body = new Body(request)) {
                for (long offset = 0; offset < size; offset += length) {
                    sent.add(send(body, offset, Math.min(length, size - offset)));
                }
            }
        }

        CompleteMultipartUploadResponse complete(@Nullable String condition) {
            CompleteMultipartUploadResponse response =
                    service.ask(s3 -> s3.completeMultipartUpload(complete -> complete.bucket(location.bucket())
                            .key(location.key())
                            .uploadId(id)
                            .ifNoneMatch(condition)
                            .multipartUpload(all -> all.parts(sent))));
            isComplete = true;
            return response;
        }

        /** An upload whose completion was not answered is taken back too: then it is there whole, or never. */
        @Override
        public void close() {
            if (isComplete) {
                return;
            }
            try {
                service.ask(s3 -> s3.abortMultipartUpload(abort ->
                        abort.bucket(location.bucket()).key(location.key()).uploadId(id)));
            } catch (SdkException e) {
                LOG.debug("Parts of {} stay until abortUnfinished removes them", location, e);
            }
        }

        private CompletedPart send(Body body, long offset, long length) {
            int number = sent.size() + 1;
            try {
                UploadPartResponse part = service.ask(s3 -> s3.uploadPart(
                        upload -> upload.bucket(location.bucket())
                                .key(location.key())
                                .uploadId(id)
                                .partNumber(number),
                        body.part(offset, length)));
                return CompletedPart.builder()
                        .partNumber(number)
                        .eTag(part.eTag())
                        // Amazon was told to expect what the SDK sends, and wants it repeated here; other servers are
                        // sent none.
                        .checksumCRC32(isAmazon ? part.checksumCRC32() : null)
                        .build();
            } catch (SdkException e) {
                throw failures.of(Attempt.storingPart(location), e);
            }
        }
    }
}
