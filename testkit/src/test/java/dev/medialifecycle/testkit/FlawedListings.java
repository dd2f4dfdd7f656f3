package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Providers whose listings are wrong. */
final class FlawedListings {
    private FlawedListings() {}

    static final class StopsAfterAPage extends ForwardingStorage {
        StopsAfterAPage(StorageProvider honest) {
            super(honest);
        }

        @Override
        public BlobPage list(String bucket, String prefix, String token) {
            return new BlobPage(honest.list(bucket, prefix, token).blobs(), null);
        }
    }

    static final class HasNoOrder extends ForwardingStorage {
        HasNoOrder(StorageProvider honest) {
            super(honest);
        }

        @Override
        public BlobPage list(String bucket, String prefix, String token) {
            BlobPage page = honest.list(bucket, prefix, token);
            List<StoredBlob> blobs = new ArrayList<>(page.blobs());
            Collections.reverse(blobs);
            return new BlobPage(blobs, page.nextToken());
        }
    }

    static final class RepeatsABlob extends ForwardingStorage {
        RepeatsABlob(StorageProvider honest) {
            super(honest);
        }

        @Override
        public BlobPage list(String bucket, String prefix, String token) {
            BlobPage page = honest.list(bucket, prefix, token);
            if (token == null) {
                return page;
            }
            List<StoredBlob> blobs = new ArrayList<>(page.blobs());
            blobs.add(0, honest.list(bucket, prefix, null).blobs().get(0));
            return new BlobPage(blobs, page.nextToken());
        }
    }

    static final class TakesThePrefixForAFolder extends ForwardingStorage {
        TakesThePrefixForAFolder(StorageProvider honest) {
            super(honest);
        }

        @Override
        public BlobPage list(String bucket, String prefix, String token) {
            return honest.list(bucket, prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/", token);
        }
    }

    static final class FindsMissingBucketsEmpty extends ForwardingStorage {
        FindsMissingBucketsEmpty(StorageProvider honest) {
            super(honest);
        }

        @Override
        public BlobPage list(String bucket, String prefix, String token) {
            return bucket.equals("media") ? honest.list(bucket, prefix, token) : new BlobPage(List.of(), null);
        }
    }
}
