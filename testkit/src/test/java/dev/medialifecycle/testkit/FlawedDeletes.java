package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Providers whose deletes are wrong. */
final class FlawedDeletes {
    private FlawedDeletes() {}

    static final class Lies extends ForwardingStorage {
        Lies(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Deletion> delete(List<StoredBlob> blobs) {
            return blobs.stream()
                    .map(blob -> isPlain(blob) ? Deletion.deleted(blob.location()) : honestly(blob))
                    .toList();
        }

        private boolean isPlain(StoredBlob blob) {
            String key = blob.location().key();
            String bare = key.substring(key.indexOf('/') + 1);
            boolean isAwkward = AwkwardKeys.all().contains(bare)
                    || AwkwardKeys.twins().stream().anyMatch(twins -> twins.contains(bare))
                    || SeededRandom.utf8(key).length == BlobLocation.MAX_KEY_BYTES;
            return !isAwkward
                    && blob.location().bucket().equals("media")
                    && blob.location().provider().equals(name())
                    && honest.stat(blob.location()).isPresent();
        }

        private Deletion honestly(StoredBlob blob) {
            return honest.delete(List.of(blob)).get(0);
        }
    }

    static final class GivesUp extends ForwardingStorage {
        GivesUp(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Deletion> delete(List<StoredBlob> blobs) {
            List<Deletion> verdicts = new ArrayList<>();
            for (StoredBlob blob : blobs) {
                verdicts.addAll(honest.delete(List.of(blob)));
                if (!verdicts.get(verdicts.size() - 1).verdict().isSuccess()) {
                    break;
                }
            }
            return verdicts;
        }
    }

    static final class AnswersBackwards extends ForwardingStorage {
        AnswersBackwards(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Deletion> delete(List<StoredBlob> blobs) {
            List<Deletion> verdicts = new ArrayList<>(honest.delete(blobs));
            Collections.reverse(verdicts);
            return verdicts;
        }
    }

    static final class DeletesByPrefix extends ForwardingStorage {
        DeletesByPrefix(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Deletion> delete(List<StoredBlob> blobs) {
            for (StoredBlob blob : blobs) {
                if (blob.location().key().endsWith("/photo")) {
                    honest.delete(honest.list("media", blob.location().key(), null).blobs().stream()
                            .filter(found -> !found.location().equals(blob.location()))
                            .toList());
                }
            }
            return honest.delete(blobs);
        }
    }

    static final class TakesAThousand extends ForwardingStorage {
        TakesAThousand(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Deletion> delete(List<StoredBlob> blobs) {
            return honest.delete(blobs.subList(0, Math.min(1_000, blobs.size())));
        }
    }

    static final class CallsEveryFailureAbsent extends ForwardingStorage {
        CallsEveryFailureAbsent(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Deletion> delete(List<StoredBlob> blobs) {
            return honest.delete(blobs).stream()
                    .map(found -> found.verdict().isSuccess() ? found : Deletion.alreadyAbsent(found.location()))
                    .toList();
        }
    }

    static final class GivesNoReason extends ForwardingStorage {
        GivesNoReason(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Deletion> delete(List<StoredBlob> blobs) {
            return honest.delete(blobs).stream()
                    .map(found -> new Deletion(
                            found.location(), found.verdict(), found.failure(), null, null, null, List.of()))
                    .toList();
        }
    }

    static final class LeavesTracesOfWhatStays extends ForwardingStorage {
        LeavesTracesOfWhatStays(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Deletion> delete(List<StoredBlob> blobs) {
            return honest.delete(blobs).stream()
                    .map(found -> found.leaving(Deletion.Trace.Kind.CACHE_EXPIRES, null))
                    .toList();
        }
    }

    static final class DeletesInItsMemoryOnly extends ForwardingStorage {
        private static final Set<BlobLocation> GONE = ConcurrentHashMap.newKeySet();

        DeletesInItsMemoryOnly(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Deletion> delete(List<StoredBlob> blobs) {
            return blobs.stream().map(this::delete).toList();
        }

        @Override
        public Optional<StoredBlob> stat(BlobLocation location) {
            return honest.stat(location).filter(blob -> !GONE.contains(location));
        }

        @Override
        public BlobPage list(String bucket, String prefix, String token) {
            BlobPage page = honest.list(bucket, prefix, token);
            return new BlobPage(
                    page.blobs().stream()
                            .filter(blob -> !GONE.contains(blob.location()))
                            .toList(),
                    page.nextToken());
        }

        private Deletion delete(StoredBlob blob) {
            boolean isBatch = blob.location().key().contains("/present/");
            return isBatch && honest.stat(blob.location()).isPresent()
                    ? forget(blob.location())
                    : honest.delete(List.of(blob)).get(0);
        }

        private static Deletion forget(BlobLocation location) {
            return GONE.add(location) ? Deletion.deleted(location) : Deletion.alreadyAbsent(location);
        }
    }

    static final class AsksForARepeatedBlobOnce extends ForwardingStorage {
        AsksForARepeatedBlobOnce(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Deletion> delete(List<StoredBlob> blobs) {
            return honest.delete(blobs.stream().distinct().toList());
        }
    }
}
