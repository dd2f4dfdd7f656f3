package dev.medialifecycle.s3;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Keeps keys as the hexadecimal digits of their bytes. S3Proxy's store is a file system, which has no {@code a} beside an
 * {@code a/b} and sorts by characters; digits have no slashes and sort as the bytes do, which is how S3 does both.
 */
final class HexNames extends ForwardingBlobStore {
    /** Names of S3Proxy's own, which its lower half looks for as they are. */
    private static final String BOOKKEEPING = ".s3proxy-";

    private volatile String kept = "";

    HexNames(BlobStore store) {
        super(store);
    }

    /** Denies to delete this key from now on; an empty one is none. */
    void keep(String key) {
        kept = key;
    }

    @Override
    public boolean blobExists(String bucket, String key) {
        return super.blobExists(bucket, hex(key));
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        return super.blobMetadata(request.toBuilder().key(hex(request.key())).build());
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        return super.getBlob(request.toBuilder().key(hex(request.key())).build());
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream bytes) {
        return super.putBlob(request.toBuilder().key(hex(request.key())).build(), bytes);
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        if (request.key().equals(kept)) {
            throw S3Exception.builder()
                    .statusCode(403)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("AccessDenied")
                            .errorMessage("Access Denied")
                            .build())
                    .build();
        }
        return super.removeBlob(request.toBuilder().key(hex(request.key())).build());
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        ListObjectsV2Response page = super.list(request.toBuilder()
                .prefix(hex(request.prefix()))
                .startAfter(hex(request.startAfter()))
                .continuationToken(hex(request.continuationToken()))
                .build());
        return page.toBuilder()
                .contents(page.contents().stream()
                        .map(object ->
                                object.toBuilder().key(text(object.key())).build())
                        .toList())
                .nextContinuationToken(text(page.nextContinuationToken()))
                .build();
    }

    @Override
    public ListObjectVersionsResponse listVersions(ListObjectVersionsRequest request) {
        ListObjectVersionsResponse page = super.listVersions(request.toBuilder()
                .prefix(hex(request.prefix()))
                .keyMarker(hex(request.keyMarker()))
                .build());
        return page.toBuilder()
                .versions(page.versions().stream()
                        .map(version ->
                                version.toBuilder().key(text(version.key())).build())
                        .toList())
                .deleteMarkers(page.deleteMarkers().stream()
                        .map(marker ->
                                marker.toBuilder().key(text(marker.key())).build())
                        .toList())
                .nextKeyMarker(text(page.nextKeyMarker()))
                .build();
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        MultipartUpload upload = super.initiateMultipartUpload(
                request.toBuilder().key(hex(request.key())).build());
        return new MultipartUpload(upload.id(), request, upload.response());
    }

    @Override
    public void abortMultipartUpload(MultipartUpload upload) {
        super.abortMultipartUpload(inside(upload));
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        return super.completeMultipartUpload(
                inside(upload), request.toBuilder().key(hex(request.key())).build());
    }

    @Override
    public UploadPartResponse uploadMultipartPart(
            MultipartUpload upload, UploadPartRequest request, InputStream bytes) {
        return super.uploadMultipartPart(inside(upload), request, bytes);
    }

    @Override
    public List<Part> listMultipartUpload(MultipartUpload upload) {
        return super.listMultipartUpload(inside(upload));
    }

    @Override
    public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(String bucket) {
        return super.listMultipartUploads(bucket).stream()
                .map(upload -> upload.toBuilder().key(text(upload.key())).build())
                .toList();
    }

    private static MultipartUpload inside(MultipartUpload upload) {
        return new MultipartUpload(
                upload.id(),
                upload.request().toBuilder().key(hex(upload.blobName())).build());
    }

    private static String hex(String key) {
        return key == null || key.startsWith(BOOKKEEPING)
                ? key
                : HexFormat.of().formatHex(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String hex) {
        return hex == null || hex.startsWith(BOOKKEEPING)
                ? hex
                : new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    }
}
