package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.ErrorCode;
import java.util.List;

/** Providers that do not know themselves. */
final class FlawedDiagnoses {
    private FlawedDiagnoses() {}

    static final class Throws extends ForwardingStorage {
        Throws(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Finding> diagnose() {
            throw new IllegalStateException("does not feel well");
        }
    }

    static final class SeesNothingWrong extends ForwardingStorage {
        SeesNothingWrong(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Finding> diagnose() {
            return List.of(Finding.ok("memory", "never felt better"));
        }
    }

    static final class SaysNotWhatToDo extends ForwardingStorage {
        SaysNotWhatToDo(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Finding> diagnose() {
            return List.of(Finding.warning("memory", ErrorCode.CLOCK_SKEW, "something is odd", ""));
        }
    }

    static final class TriesADelete extends ForwardingStorage {
        TriesADelete(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Finding> diagnose() {
            List<Deletion> unused = honest.delete(honest.list("media", "", null).blobs());
            return honest.diagnose();
        }
    }
}
