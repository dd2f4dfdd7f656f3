package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.testkit.StorageOracle;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What the server holds, as the bare SDK sees it. */
final class S3ClientOracle implements StorageOracle {
    private final S3Storage storage;
    private final S3Client client;

    /** Closes the storage in the end. */
    S3ClientOracle(S3Storage storage) {
        this.storage = storage;
        this.client = storage.unwrap(S3Client.class).orElseThrow();
    }

    @Override
    public Optional<byte[]> read(BlobLocation location) {
        try {
            return Optional.of(
                    client.getObjectAsBytes(get -> get.bucket(location.bucket()).key(location.key()))
                            .asByteArray());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    @Override
    public void write(BlobLocation location, byte[] bytes, String contentType) {
        PutObjectResponse unused = client.putObject(
                put -> put.bucket(location.bucket()).key(location.key()).contentType(contentType),
                RequestBody.fromBytes(bytes));
    }

    @Override
    public List<String> keys(String bucket, String prefix) {
        return client
                .listObjectsV2Paginator(
                        list -> list.bucket(bucket).prefix(prefix).encodingType(EncodingType.URL))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    /** Leaves what a put in parts leaves whose process dies before the second part. */
    void leaveUnfinished(BlobLocation location) {
        String upload = client.createMultipartUpload(
                        create -> create.bucket(location.bucket()).key(location.key()))
                .uploadId();
        client.uploadPart(
                part -> part.bucket(location.bucket())
                        .key(location.key())
                        .uploadId(upload)
                        .partNumber(1),
                RequestBody.fromBytes(new byte[5 << 20]));
    }

    @Override
    public void close() {
        storage.close();
    }
}
