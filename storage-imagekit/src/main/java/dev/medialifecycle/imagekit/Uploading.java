package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;

/** Stores blobs under exactly the names that were asked for, or not at all. */
final class Uploading {
    private final ImageKitApi api;
    private final Lookup lookup;
    private final RecentUploads recent;

    Uploading(ImageKitApi api, Lookup lookup, RecentUploads recent) {
        this.api = api;
        this.lookup = lookup;
        this.recent = recent;
    }

    StoredBlob put(PutRequest request) {
        BlobLocation location = request.location();
        if (request.source().size() == 0) {
            throw new MediaLifecycleException(
                    ErrorCode.SOURCE_FAILED,
                    ErrorKind.REJECTED,
                    "Blob " + location + " not stored: ImageKit keeps no empty files. Next: store something");
        }
        String path = Account.path(location);
        int slash = path.lastIndexOf('/');
        RemoteFile file = upload(path.substring(0, slash), path.substring(slash + 1), request);
        if (!file.path().equals(path)) {
            throw takenBack(file, location, "stored it under another name");
        }
        if (file.size() != null && file.size() != request.source().size()) {
            throw takenBack(
                    file,
                    location,
                    "stored " + file.size() + " bytes of " + request.source().size());
        }
        recent.add(location, file.id());
        return new StoredBlob(
                location, file.id(), request.contentType(), request.source().size(), file.createdAt());
    }

    private RemoteFile upload(String folder, String name, PutRequest request) {
        try {
            return api.upload(
                    folder, name, request, ContentTypes.tags(request.location().key(), request.contentType()));
        } catch (MediaLifecycleException e) {
            // ImageKit does not document how it words this refusal, so what is there decides.
            if (e.kind() == ErrorKind.REJECTED
                    && e.code() != ErrorCode.SOURCE_FAILED
                    && lookup.find(request.location()).isPresent()) {
                throw StorageFailure.keyTaken(request.location());
            }
            throw e;
        }
    }

    private MediaLifecycleException takenBack(RemoteFile file, BlobLocation location, String what) {
        String outcome = "It was removed again";
        try {
            api.delete(file.id(), "what was stored for blob " + location);
        } catch (MediaLifecycleException e) {
            outcome = "It could not be removed again and lies at " + file.path() + " (" + e.code() + ")";
        }
        return new MediaLifecycleException(
                ErrorCode.STORAGE_LIES,
                ErrorKind.REJECTED,
                "Blob " + location + " not stored: ImageKit " + what + ". " + outcome
                        + ". Next: report it, with the key, as this should not happen");
    }
}
