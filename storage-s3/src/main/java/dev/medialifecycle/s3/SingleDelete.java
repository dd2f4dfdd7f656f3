package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.error.MediaLifecycleException;
import software.amazon.awssdk.core.exception.SdkException;

/** Deletes one blob by a request of its own. */
final class SingleDelete {
    private final Service service;
    private final Buckets buckets;
    private final Verdicts verdicts;

    SingleDelete(Service service, Buckets buckets, Verdicts verdicts) {
        this.service = service;
        this.buckets = buckets;
        this.verdicts = verdicts;
    }

    Deletion delete(BlobLocation location) {
        try {
            return Verdicts.deleted(
                    location,
                    service.ask(s3 -> s3.deleteObject(
                                    request -> request.bucket(location.bucket()).key(location.key())))
                            .deleteMarker());
        } catch (SdkException e) {
            return Failures.reason(e)
                            .filter(reason -> reason == Reason.MISSING_BLOB)
                            .isPresent()
                    ? absent(location)
                    : verdicts.failed(location, e);
        }
    }

    private Deletion absent(BlobLocation location) {
        try {
            buckets.requirePresent(location.bucket());
            return Deletion.alreadyAbsent(location);
        } catch (MediaLifecycleException e) {
            return StorageFailure.verdict(location, e);
        }
    }
}
