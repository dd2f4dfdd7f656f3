package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Providers that forget handles, or believe them. */
final class FlawedHandles {
    private FlawedHandles() {}

    static final class ForgetsThemInListings extends ForwardingStorage {
        ForgetsThemInListings(StorageProvider honest) {
            super(honest);
        }

        @Override
        public BlobPage list(String bucket, String prefix, String token) {
            BlobPage page = honest.list(bucket, prefix, token);
            return new BlobPage(
                    page.blobs().stream().map(blob -> withHandle(blob, null)).toList(), page.nextToken());
        }
    }

    static final class GivesAllTheSame extends ForwardingStorage {
        GivesAllTheSame(StorageProvider honest) {
            super(honest);
        }

        @Override
        public StoredBlob put(PutRequest request) {
            return withHandle(honest.put(request), "1");
        }

        @Override
        public Optional<StoredBlob> stat(BlobLocation location) {
            return honest.stat(location).map(blob -> withHandle(blob, "1"));
        }

        @Override
        public BlobPage list(String bucket, String prefix, String token) {
            BlobPage page = honest.list(bucket, prefix, token);
            return new BlobPage(
                    page.blobs().stream().map(blob -> withHandle(blob, "1")).toList(), page.nextToken());
        }

        @Override
        public List<Deletion> delete(List<StoredBlob> blobs) {
            return honest.delete(
                    blobs.stream().map(blob -> withHandle(blob, null)).toList());
        }
    }

    static final class DeletesWhateverAHandleNames extends ForwardingStorage {
        DeletesWhateverAHandleNames(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Deletion> delete(List<StoredBlob> blobs) {
            if (blobs.size() > 1) {
                return honest.delete(blobs);
            }
            List<Deletion> verdicts = new ArrayList<>();
            for (StoredBlob blob : blobs) {
                honest.list("media", "", null).blobs().stream()
                        .filter(found -> String.valueOf(found.handle()).equals(blob.handle()))
                        .filter(found -> !found.location().equals(blob.location()))
                        .findAny()
                        .ifPresent(found -> honest.delete(List.of(found)));
                verdicts.addAll(honest.delete(List.of(blob)));
            }
            return verdicts;
        }
    }

    private static StoredBlob withHandle(StoredBlob blob, String handle) {
        return new StoredBlob(blob.location(), handle, blob.contentType(), blob.size(), blob.modifiedAt());
    }
}
