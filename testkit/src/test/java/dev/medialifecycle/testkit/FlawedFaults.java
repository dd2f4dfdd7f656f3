package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.util.List;
import java.util.Optional;

/** Providers that say more than they know while their service fails. */
final class FlawedFaults {
    private FlawedFaults() {}

    static final class TakesNoAnswerForNothingDone extends ForwardingStorage {
        TakesNoAnswerForNothingDone(StorageProvider honest) {
            super(honest);
        }

        @Override
        public StoredBlob put(PutRequest request) {
            try {
                return honest.put(request);
            } catch (MediaLifecycleException e) {
                throw e.kind() == ErrorKind.OUTCOME_UNKNOWN ? unavailable() : e;
            }
        }
    }

    static final class TakesNoAnswerForDeleted extends ForwardingStorage {
        TakesNoAnswerForDeleted(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Deletion> delete(List<StoredBlob> blobs) {
            return honest.delete(blobs).stream()
                    .map(found ->
                            found.failure() == ErrorKind.OUTCOME_UNKNOWN ? Deletion.deleted(found.location()) : found)
                    .toList();
        }
    }

    static final class TakesBrokenForAbsent extends ForwardingStorage {
        TakesBrokenForAbsent(StorageProvider honest) {
            super(honest);
        }

        @Override
        public Optional<StoredBlob> stat(BlobLocation location) {
            try {
                return honest.stat(location);
            } catch (MediaLifecycleException e) {
                if (e.kind() == ErrorKind.UNAVAILABLE) {
                    return Optional.empty();
                }
                throw e;
            }
        }
    }

    static final class TakesBrokenForTheEnd extends ForwardingStorage {
        TakesBrokenForTheEnd(StorageProvider honest) {
            super(honest);
        }

        @Override
        public BlobPage list(String bucket, String prefix, String token) {
            try {
                return honest.list(bucket, prefix, token);
            } catch (MediaLifecycleException e) {
                if (e.kind() == ErrorKind.UNAVAILABLE) {
                    return new BlobPage(List.of(), null);
                }
                throw e;
            }
        }
    }

    static final class DoesNotHearThatItAsksTooMuch extends ForwardingStorage {
        DoesNotHearThatItAsksTooMuch(StorageProvider honest) {
            super(honest);
        }

        @Override
        public Optional<StoredBlob> stat(BlobLocation location) {
            try {
                return honest.stat(location);
            } catch (MediaLifecycleException e) {
                throw e.kind() == ErrorKind.THROTTLED ? unavailable() : e;
            }
        }
    }

    static final class LetsOneSpeakForAll extends ForwardingStorage {
        LetsOneSpeakForAll(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Deletion> delete(List<StoredBlob> blobs) {
            List<Deletion> verdicts = honest.delete(blobs);
            boolean isLocked = verdicts.stream().anyMatch(found -> found.verdict() == Deletion.Verdict.PROTECTED);
            return isLocked
                    ? verdicts.stream()
                            .map(found -> Deletion.refused(found.location(), Deletion.Verdict.PROTECTED, "a lock"))
                            .toList()
                    : verdicts;
        }
    }

    static final class GivesUpForEver extends ForwardingStorage {
        GivesUpForEver(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Deletion> delete(List<StoredBlob> blobs) {
            return honest.delete(blobs).stream()
                    .map(found -> found.failure() == ErrorKind.UNAVAILABLE
                            ? Deletion.failed(found.location(), ErrorKind.REJECTED, "no")
                            : found)
                    .toList();
        }
    }

    private static MediaLifecycleException unavailable() {
        return new MediaLifecycleException(ErrorCode.STORAGE_UNAVAILABLE, ErrorKind.UNAVAILABLE, "Something failed");
    }
}
