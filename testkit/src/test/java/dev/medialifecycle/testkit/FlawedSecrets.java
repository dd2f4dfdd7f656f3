package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import java.util.List;
import java.util.Optional;

/** Providers that talk too much. */
final class FlawedSecrets {
    private FlawedSecrets() {}

    static final class ShowsItselfWhole extends ForwardingStorage {
        ShowsItselfWhole(StorageProvider honest) {
            super(honest);
        }

        @Override
        public String toString() {
            return "storage signed with " + HonestStorage.SECRET;
        }
    }

    static final class QuotesItsRequests extends ForwardingStorage {
        QuotesItsRequests(StorageProvider honest) {
            super(honest);
        }

        @Override
        public Optional<StoredBlob> stat(BlobLocation location) {
            try {
                return honest.stat(location);
            } catch (MediaLifecycleException e) {
                String request = "HEAD " + location + " with " + HonestStorage.SECRET;
                throw new MediaLifecycleException(
                        e.code(), e.kind(), "See the cause", new IllegalStateException(request));
            }
        }
    }

    static final class ExplainsItsRefusals extends ForwardingStorage {
        ExplainsItsRefusals(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Deletion> delete(List<StoredBlob> blobs) {
            return honest.delete(blobs).stream()
                    .map(found -> found.verdict() == Deletion.Verdict.DENIED
                            ? Deletion.refused(found.location(), found.verdict(), "not with " + HonestStorage.SECRET)
                            : found)
                    .toList();
        }
    }

    static final class DiagnosesItsKey extends ForwardingStorage {
        DiagnosesItsKey(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Finding> diagnose() {
            List<Finding> findings = honest.diagnose();
            return findings.get(0).code() == ErrorCode.STORAGE_DENIED
                    ? List.of(Finding.failed(
                            "credentials",
                            ErrorCode.STORAGE_DENIED,
                            HonestStorage.SECRET + " is refused",
                            "give others"))
                    : findings;
        }
    }
}
