package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StorageProvider;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link StorageProvider} must do; extend it, say how to open yours, and all groups run. It asks a provider only
 * for what it declares, and checks that the rest is refused.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class StorageProviderContract {
    /** A fresh handle on the same bucket each time: what one writes, the next must read. The contract closes it. */
    protected abstract StorageProvider open();

    /** An existing bucket that the contract may use; it stays below the prefix {@code tck-}. */
    protected abstract String bucket();

    /** A bucket that does not exist. */
    protected String missingBucket() {
        return "tck-missing-bucket";
    }

    /** How many blobs the large tests use; at least two and a half pages of a listing. */
    protected int many() {
        return 2_500;
    }

    /** DELETED for a service that gives the same answer whether or not there was a blob, as S3 does. */
    protected Deletion.Verdict verdictOnAbsent() {
        return Deletion.Verdict.ALREADY_ABSENT;
    }

    /** Create-only, whole or not at all. */
    @Nested
    class Put extends PutGroup {
        Put() {
            super(StorageProviderContract.this);
        }
    }

    /** What is there, and its bytes. */
    @Nested
    class Read extends ReadGroup {
        Read() {
            super(StorageProviderContract.this);
        }
    }

    /** One true verdict each. */
    @Nested
    class Delete extends DeleteGroup {
        Delete() {
            super(StorageProviderContract.this);
        }
    }

    /** Every key once. */
    @Nested
    class Listing extends ListGroup {
        Listing() {
            super(StorageProviderContract.this);
        }
    }

    /** A URL is a name that leads back to its blob, and no other URL does. */
    @Nested
    class Urls extends UrlGroup {
        Urls() {
            super(StorageProviderContract.this);
        }
    }

    /** Declared means it works; undeclared means UNSUPPORTED. */
    @Nested
    class Capabilities extends CapabilityGroup {
        Capabilities() {
            super(StorageProviderContract.this);
        }
    }
}
