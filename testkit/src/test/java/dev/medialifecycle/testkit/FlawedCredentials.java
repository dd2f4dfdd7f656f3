package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Providers that take what they may not see for what is not there. */
final class FlawedCredentials {
    private FlawedCredentials() {}

    static final class SeesNothing extends ForwardingStorage {
        SeesNothing(StorageProvider honest) {
            super(honest);
        }

        @Override
        public Optional<StoredBlob> stat(BlobLocation location) {
            try {
                return honest.stat(location);
            } catch (MediaLifecycleException e) {
                if (e.code() == ErrorCode.STORAGE_DENIED) {
                    return Optional.empty();
                }
                throw e;
            }
        }
    }

    static final class FindsNothingToOpen extends ForwardingStorage {
        FindsNothingToOpen(StorageProvider honest) {
            super(honest);
        }

        @Override
        public InputStream open(BlobLocation location, ByteRange range) {
            try {
                return honest.open(location, range);
            } catch (MediaLifecycleException e) {
                throw e.code() == ErrorCode.STORAGE_DENIED ? StorageFailure.blobNotFound(location) : e;
            }
        }
    }

    static final class ListsNothing extends ForwardingStorage {
        ListsNothing(StorageProvider honest) {
            super(honest);
        }

        @Override
        public BlobPage list(String bucket, String prefix, String token) {
            try {
                return honest.list(bucket, prefix, token);
            } catch (MediaLifecycleException e) {
                if (e.code() == ErrorCode.STORAGE_DENIED) {
                    return new BlobPage(List.of(), null);
                }
                throw e;
            }
        }
    }

    static final class CallsItAbsent extends ForwardingStorage {
        CallsItAbsent(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Deletion> delete(List<StoredBlob> blobs) {
            return honest.delete(blobs).stream()
                    .map(found -> found.verdict() == Deletion.Verdict.DENIED
                            ? Deletion.alreadyAbsent(found.location())
                            : found)
                    .toList();
        }
    }
}
