package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.error.MediaLifecycleException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Providers that abort too much, too little, or nothing. */
final class FlawedUnfinished {
    private FlawedUnfinished() {}

    static final class AbortsWhatBeganLater extends ForwardingStorage {
        AbortsWhatBeganLater(StorageProvider honest) {
            super(honest);
        }

        @Override
        public int abortUnfinished(String bucket, Instant before) {
            return honest.abortUnfinished(bucket, before.plus(Duration.ofDays(30)));
        }
    }

    static final class CountsNothing extends ForwardingStorage {
        CountsNothing(StorageProvider honest) {
            super(honest);
        }

        @Override
        public int abortUnfinished(String bucket, Instant before) {
            int unused = honest.abortUnfinished(bucket, before);
            return 0;
        }
    }

    static final class OnlyCounts extends ForwardingStorage {
        OnlyCounts(StorageProvider honest) {
            super(honest);
        }

        @Override
        public int abortUnfinished(String bucket, Instant before) {
            int unused = honest.abortUnfinished(bucket, Instant.EPOCH);
            return (int) ((HonestStorage) honest)
                    .halves.stream()
                            .filter(half -> half.began().isBefore(before))
                            .count();
        }
    }

    static final class DeletesWhatIsFinished extends ForwardingStorage {
        DeletesWhatIsFinished(StorageProvider honest) {
            super(honest);
        }

        @Override
        public int abortUnfinished(String bucket, Instant before) {
            int aborted = honest.abortUnfinished(bucket, before);
            List<Deletion> unused = honest.delete(honest.list(bucket, "", null).blobs());
            return aborted;
        }
    }

    static final class MissesNoBucket extends ForwardingStorage {
        MissesNoBucket(StorageProvider honest) {
            super(honest);
        }

        @Override
        public int abortUnfinished(String bucket, Instant before) {
            try {
                return honest.abortUnfinished(bucket, before);
            } catch (MediaLifecycleException e) {
                return 0;
            }
        }
    }
}
