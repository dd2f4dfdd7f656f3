package dev.medialifecycle.benchmarks.outbox;

import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Deletion.Verdict;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorKind;
import java.util.List;

/** What is wrong with a poisoned entry. */
public enum Poison {
    /** The store answers that this one blob failed, every time, and does the others. */
    FAILS("its delete fails every time") {
        @Override
        Deletion answer(StoredBlob blob) {
            return Deletion.failed(blob.location(), ErrorKind.UNAVAILABLE, "poisoned");
        }
    },
    /** The store refuses this one blob for good, and does the others. */
    DENIED("its delete is denied") {
        @Override
        Deletion answer(StoredBlob blob) {
            return Deletion.refused(blob.location(), Verdict.DENIED, "poisoned");
        }
    },
    /** The store throws at any request that names it, against the contract, and does nothing. */
    THROWS("the store throws at every request with it") {
        @Override
        Deletion answer(StoredBlob blob) {
            throw new IllegalStateException("poisoned");
        }
    },
    /** What the outbox says of it cannot be read, as after a newer version of the library was here. */
    UNREADABLE("its effect cannot be read") {
        @Override
        Deletion answer(StoredBlob blob) {
            return Deletion.failed(blob.location(), ErrorKind.OUTCOME_UNKNOWN, "nobody should have asked");
        }
    };

    private final String title;

    Poison(String title) {
        this.title = title;
    }

    /** In words. */
    public String title() {
        return title;
    }

    abstract Deletion answer(StoredBlob blob);

    /** Whether a request as a whole fails because one blob in it is poisoned. */
    boolean spoils(List<StoredBlob> asked) {
        return this == THROWS && !asked.isEmpty();
    }
}
