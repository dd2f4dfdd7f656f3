package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StorageProvider;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /**
     * An existing bucket that the contract may use; it stays below the prefix {@code tck-}, but removes whatever is unfinished
     * in it, so a bucket with real uploads is the wrong one.
     */
    protected abstract String bucket();

    /** A bucket that does not exist. */
    protected String missingBucket() {
        return "tck-missing-bucket";
    }

    /** A key by chance that the service can hold; any valid one, unless the service takes fewer. */
    protected String randomKey(SeededRandom random) {
        return random.key("");
    }

    /** How many blobs the large tests use; at least two and a half pages of a listing. */
    protected int many() {
        return 2_500;
    }

    /** False for a service that takes no blobs of no bytes, so that its provider must refuse them. */
    protected boolean bearsEmptyBlobs() {
        return true;
    }

    /** DELETED for a service that gives the same answer whether or not there was a blob, as S3 does. */
    protected Deletion.Verdict verdictOnAbsent() {
        return Deletion.Verdict.ALREADY_ABSENT;
    }

    /** Looks past the provider under test; through another handle of it unless an adapter knows a better way. */
    protected StorageOracle oracle() {
        return StorageOracle.through(open());
    }

    /** A provider that was configured with {@link #missingBucket()}, which is not there; the contract closes it. */
    protected Optional<StorageProvider> openOnMissingBucket() {
        return Optional.empty();
    }

    /** Leaves at the service what a put leaves whose process dies half-way, if the tests can; says whether it did. */
    protected boolean leaveUnfinished(BlobLocation location) {
        return false;
    }

    /** What the tests can make go wrong between the provider and its service, if anything. */
    protected Optional<ServiceFaults> faults() {
        return Optional.empty();
    }

    /** A provider whose credentials the service refuses, of the same name and with the same buckets; the contract closes it. */
    protected Optional<StorageProvider> openWithBrokenCredentials() {
        return Optional.empty();
    }

    /** What must never stand in a message, a finding or a {@code toString}: keys, passwords, tokens. */
    protected Set<String> secrets() {
        return Set.of();
    }

    /** Whether the service can store a blob of this valid key; the provider must refuse all others as {@code REJECTED}. */
    protected boolean bears(String key) {
        return true;
    }

    /** Whether the service can store {@code a} and {@code a/b} at once; otherwise the provider must refuse the second. */
    protected boolean bearsKeysBelowKeys() {
        return true;
    }

    /** How many blobs one request of the service deletes at most. */
    protected int deleteLimit() {
        return 1_000;
    }

    /** How many blobs a page of a listing holds at most. */
    protected int pageSize() {
        return 1_000;
    }

    /** Where the provider cuts a large blob in two, or fills a buffer; sources fail there and nearby. */
    protected int partSize() {
        return 64 * 1024;
    }

    /** How many bytes the largest blob has; 8 MB, or 200 MB in a {@link Heavy} run, which is worth most in a small heap. */
    protected long large() {
        return Heavy.or(8, 200) * 1_000_000L;
    }

    /** Whether somebody answers at the provider's URLs, so that they can be followed. */
    protected boolean answersUrls() {
        return false;
    }

    /** Files beside this class with URLs and what they mean to the provider; see {@link UrlCorpus}. */
    protected List<String> urlCorpora() {
        return List.of();
    }

    /** Whether what is deleted is gone at once for whoever looks, so that each test can be seen to leave nothing behind. */
    protected boolean canBeEmptied() {
        return true;
    }

    /** What the service's clock shows, give or take an hour. */
    protected Instant now() {
        return Instant.now();
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

    /** An id of the service's own finds its blob and never another. */
    @Nested
    class Handles extends HandleGroup {
        Handles() {
            super(StorageProviderContract.this);
        }
    }

    /** Leave to store one blob. */
    @Nested
    class SignedPuts extends SignedPutGroup {
        SignedPuts() {
            super(StorageProviderContract.this);
        }
    }

    /** What puts leave that never finished. */
    @Nested
    class Unfinished extends UnfinishedGroup {
        Unfinished() {
            super(StorageProviderContract.this);
        }
    }

    /** What a provider finds when it looks at itself. */
    @Nested
    class Diagnosis extends DiagnosisGroup {
        Diagnosis() {
            super(StorageProviderContract.this);
        }
    }

    /** A key is compared byte for byte. */
    @Nested
    class Keys extends KeyGroup {
        Keys() {
            super(StorageProviderContract.this);
        }
    }

    /** A source that fails leaves nothing behind. */
    @Nested
    class Sources extends SourceGroup {
        Sources() {
            super(StorageProviderContract.this);
        }
    }

    /** True answers while the service fails, and an end to it afterwards. */
    @Nested
    class Faults extends FaultGroup {
        Faults() {
            super(StorageProviderContract.this);
        }
    }

    /** What may not be seen is not absent. */
    @Nested
    class Credentials extends CredentialGroup {
        Credentials() {
            super(StorageProviderContract.this);
        }
    }

    /** Nothing that is said holds a secret. */
    @Nested
    class Secrets extends SecretGroup {
        Secrets() {
            super(StorageProviderContract.this);
        }
    }
}
