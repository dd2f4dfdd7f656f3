package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.InputStream;
import java.util.Optional;

/** Providers whose reads are wrong. */
final class FlawedReads {
    private FlawedReads() {}

    static final class IgnoresTheRange extends ForwardingStorage {
        IgnoresTheRange(StorageProvider honest) {
            super(honest);
        }

        @Override
        public InputStream open(BlobLocation location, ByteRange range) {
            return honest.open(location, ByteRange.all());
        }
    }

    static final class TakesFoldersForBlobs extends ForwardingStorage {
        TakesFoldersForBlobs(StorageProvider honest) {
            super(honest);
        }

        @Override
        public Optional<StoredBlob> stat(BlobLocation location) {
            Optional<StoredBlob> found = honest.stat(location);
            return found.isPresent()
                            || honest.list(location.bucket(), location.key() + "/", null)
                                    .blobs()
                                    .isEmpty()
                    ? found
                    : Optional.of(Workspace.unseen(location));
        }
    }

    static final class OpensNothingAsEmpty extends ForwardingStorage {
        OpensNothingAsEmpty(StorageProvider honest) {
            super(honest);
        }

        @Override
        public InputStream open(BlobLocation location, ByteRange range) {
            return honest.stat(location).isPresent() ? honest.open(location, range) : InputStream.nullInputStream();
        }
    }

    static final class MissesNoBucket extends ForwardingStorage {
        MissesNoBucket(StorageProvider honest) {
            super(honest);
        }

        @Override
        public Optional<StoredBlob> stat(BlobLocation location) {
            try {
                return honest.stat(location);
            } catch (MediaLifecycleException e) {
                if (e.code() == ErrorCode.BUCKET_NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        }
    }
}
