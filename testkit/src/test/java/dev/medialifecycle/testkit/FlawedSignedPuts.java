package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.SignedPut;
import dev.medialifecycle.blob.StorageProvider;
import java.time.Duration;
import java.util.List;

/** Providers whose leaves to store are worth too much, or too little. */
final class FlawedSignedPuts {
    private FlawedSignedPuts() {}

    static final class MakesRoom extends ForwardingStorage {
        MakesRoom(StorageProvider honest) {
            super(honest);
        }

        @Override
        public SignedPut signedPut(BlobLocation location, String contentType, long size, Duration lifetime) {
            List<Deletion> unused = honest.delete(List.of(Workspace.unseen(location)));
            return honest.signedPut(location, contentType, size, lifetime);
        }
    }

    static final class ForgetsTheType extends ForwardingStorage {
        ForgetsTheType(StorageProvider honest) {
            super(honest);
        }

        @Override
        public SignedPut signedPut(BlobLocation location, String contentType, long size, Duration lifetime) {
            return honest.signedPut(location, "application/octet-stream", size, lifetime);
        }
    }

    static final class DoesNotKnowItsOwn extends ForwardingStorage {
        DoesNotKnowItsOwn(StorageProvider honest) {
            super(honest);
        }

        @Override
        public Located locate(String url) {
            return url.contains("?put-token=") ? new Located.Foreign("localhost") : honest.locate(url);
        }
    }

    static final class SignsForEver extends ForwardingStorage {
        SignsForEver(StorageProvider honest) {
            super(honest);
        }

        @Override
        public SignedPut signedPut(BlobLocation location, String contentType, long size, Duration lifetime) {
            return honest.signedPut(location, contentType, size, Duration.ofDays(365));
        }
    }
}
