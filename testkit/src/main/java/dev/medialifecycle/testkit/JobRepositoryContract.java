package dev.medialifecycle.testkit;

import dev.medialifecycle.repository.JobRepository;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

/** What every {@link JobRepository} must do; extend it, say how to open yours, and all groups run. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class JobRepositoryContract {
    /** Whether transactions wait for one another. */
    public enum Overlap {
        /** Any number at once, isolated from each other. */
        SIDE_BY_SIDE,
        /** Each waits until the one before is over, so what may happen between two open ones is not asked. */
        ONE_AT_A_TIME
    }

    /** A repository without any rows, for one test. */
    protected abstract JobRepository open();

    /** Side by side, unless the repository says otherwise. */
    protected Overlap overlap() {
        return Overlap.SIDE_BY_SIDE;
    }

    /** All or nothing, and then what follows. */
    @Nested
    class Transactions extends TransactionGroup {
        Transactions() {
            super(JobRepositoryContract.this);
        }
    }

    /** A location belongs to one row. */
    @Nested
    class Assets extends AssetGroup {
        Assets() {
            super(JobRepositoryContract.this);
        }
    }

    /** A vendor's id belongs to one job, and a job that has not ended pins what it has. */
    @Nested
    class Jobs extends JobGroup {
        Jobs() {
            super(JobRepositoryContract.this);
        }
    }

    /** The same delivery is stored once. */
    @Nested
    class Deliveries extends DeliveryGroup {
        Deliveries() {
            super(JobRepositoryContract.this);
        }
    }

    /** An entry is one worker's at a time. */
    @Nested
    class Outbox extends OutboxGroup {
        Outbox() {
            super(JobRepositoryContract.this);
        }
    }

    /** A name has one value. */
    @Nested
    class Marks extends MarkGroup {
        Marks() {
            super(JobRepositoryContract.this);
        }
    }

    /** Many at once lose nothing. */
    @Nested
    class AtOnce extends AtOnceGroup {
        AtOnce() {
            super(JobRepositoryContract.this);
        }
    }

    /** Open transactions do not see each other, and wait only where they must. */
    @Nested
    class SideBySide extends SideBySideGroup {
        SideBySide() {
            super(JobRepositoryContract.this);
        }
    }
}
