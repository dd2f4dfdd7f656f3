package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
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
            return honest.list(
                    bucket, prefix.endsWith("/ab") || prefix.endsWith("/ab/c") ? prefix + "/" : prefix, token);
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

    static final class CountsFromTheStart extends ForwardingStorage {
        private static final int PAGE = 1_000;

        CountsFromTheStart(StorageProvider honest) {
            super(honest);
        }

        @Override
        public BlobPage list(String bucket, String prefix, String token) {
            if (token != null && !token.matches("[0-9]{4,}")) {
                throw StorageFailure.unknownToken(name());
            }
            List<StoredBlob> all = new ArrayList<>();
            String next = null;
            do {
                BlobPage page = honest.list(bucket, prefix, next);
                all.addAll(page.blobs());
                next = page.nextToken();
            } while (next != null);
            int from = token == null ? 0 : Math.min(Integer.parseInt(token), all.size());
            int to = Math.min(from + PAGE, all.size());
            return new BlobPage(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
        }
    }

    static final class TakesAnyToken extends ForwardingStorage {
        TakesAnyToken(StorageProvider honest) {
            super(honest);
        }

        @Override
        public BlobPage list(String bucket, String prefix, String token) {
            try {
                return honest.list(bucket, prefix, token);
            } catch (MediaLifecycleException e) {
                if (e.code() == ErrorCode.INVALID_LOCATION) {
                    return honest.list(bucket, prefix, null);
                }
                throw e;
            }
        }
    }

    static final class EndsAFullPageTooSoon extends ForwardingStorage {
        EndsAFullPageTooSoon(StorageProvider honest) {
            super(honest);
        }

        @Override
        public BlobPage list(String bucket, String prefix, String token) {
            BlobPage page = honest.list(bucket, prefix, token);
            boolean isLastButOne = page.nextToken() != null
                    && honest.list(bucket, prefix, page.nextToken()).blobs().size() == 1;
            return isLastButOne ? new BlobPage(page.blobs(), null) : page;
        }
    }
}
