package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.ErrorCode;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** An honest provider with credentials that its service refuses. */
final class DeniedStorage extends ForwardingStorage {
    DeniedStorage(StorageProvider honest) {
        super(honest);
    }

    @Override
    public StoredBlob put(PutRequest request) {
        throw StorageFailure.denied(request.location().toString(), "status 403");
    }

    @Override
    public Optional<StoredBlob> stat(BlobLocation location) {
        throw StorageFailure.denied(location.toString(), "status 403");
    }

    @Override
    public InputStream open(BlobLocation location, ByteRange range) {
        throw StorageFailure.denied(location.toString(), "status 403");
    }

    @Override
    public BlobPage list(String bucket, String prefix, String token) {
        throw StorageFailure.denied(bucket, "status 403");
    }

    @Override
    public List<Deletion> delete(List<StoredBlob> blobs) {
        return blobs.stream()
                .map(blob -> StorageFailure.deniedDeletion(blob.location(), "status 403"))
                .toList();
    }

    @Override
    public List<Finding> diagnose() {
        return List.of(Finding.failed(
                name() + " credentials", ErrorCode.STORAGE_DENIED, "the service refuses them", "give others"));
    }
}
