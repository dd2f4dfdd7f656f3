package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.memory.MemoryStorage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The contract, run against the wrapper class that a configuration parameter names; no test class by itself. */
@ExtendWith(Suspects.Resolver.class)
class Suspects extends StorageProviderContract {
    static final String PARAMETER = "suspect";

    private final HonestStorage honest =
            new HonestStorage(new MemoryStorage("memory", Set.of("media"), ManualClock.at("2026-11-01T00:00:00Z")));
    private final Flaw flaw;

    Suspects(Flaw flaw) {
        this.flaw = flaw;
    }

    @Override
    protected StorageProvider open() {
        return flaw.in(honest);
    }

    @Override
    protected String bucket() {
        return "media";
    }

    @Override
    protected StorageOracle oracle() {
        return StorageOracle.through(honest.honest);
    }

    @Override
    protected Optional<StorageProvider> openOnMissingBucket() {
        StorageProvider lost = new Bucketless(honest, missingBucket());
        boolean isAboutBuckets = flaw.isAmong(FlawedReads.class, FlawedDeletes.class, FlawedDiagnoses.class);
        return Optional.of(isAboutBuckets ? flaw.in(lost) : lost);
    }

    @Override
    protected Optional<ServiceFaults> faults() {
        // Whoever is wrong on a good day is wrong on a bad day too, and that is not news.
        return flaw.isAmong(FlawedFaults.class, FlawedSecrets.class, ForwardingStorage.class)
                ? Optional.of(honest.troubles)
                : Optional.empty();
    }

    @Override
    protected Optional<StorageProvider> openWithBrokenCredentials() {
        StorageProvider denied = new DeniedStorage(honest);
        boolean isAboutDenial = flaw.isAmong(FlawedCredentials.class, FlawedSecrets.class, ForwardingStorage.class);
        return Optional.of(isAboutDenial ? flaw.in(denied) : denied);
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(HonestStorage.SECRET);
    }

    @Override
    protected boolean bears(String key) {
        return !key.endsWith("~");
    }

    /** Whoever does not delete is found out by the group that deletes. */
    @Override
    protected boolean canBeEmptied() {
        return flaw.isAmong(FlawedSources.class, FlawedPuts.class, ForwardingStorage.class);
    }

    @Override
    protected boolean answersUrls() {
        return true;
    }

    /** Enough to be cut, and not so much that dozens of runs take long. */
    @Override
    protected long large() {
        return 3_000_000;
    }

    @Override
    protected List<String> urlCorpora() {
        return List.of("memory-urls.tsv");
    }

    @Override
    protected boolean leaveUnfinished(BlobLocation location) {
        return honest.halves.add(new HonestStorage.Half(location.bucket(), Instant.now()));
    }

    /** Is configured with a bucket that the service does not have. */
    private static final class Bucketless extends ForwardingStorage {
        private final String bucket;

        Bucketless(StorageProvider honest, String bucket) {
            super(honest);
            this.bucket = bucket;
        }

        @Override
        public Set<String> buckets() {
            return Set.of(bucket);
        }

        @Override
        public List<Finding> diagnose() {
            String text =
                    String.valueOf(StorageFailure.bucketNotFound(name(), bucket).getMessage());
            return List.of(Finding.failed(name() + ":" + bucket, ErrorCode.BUCKET_NOT_FOUND, text, "create it"));
        }
    }

    /** A class of providers that are honest but for one thing. */
    record Flaw(Class<?> type) {
        StorageProvider in(StorageProvider honest) {
            try {
                return (StorageProvider)
                        type.getDeclaredConstructor(StorageProvider.class).newInstance(honest);
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException("No provider can be made of " + type, e);
            }
        }

        /** Whether it is one of these, or nested in one. */
        boolean isAmong(Class<?>... kinds) {
            return Stream.of(kinds).anyMatch(kind -> kind == type || kind == type.getDeclaringClass());
        }
    }

    /** Reads the flaw from the configuration. */
    static final class Resolver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Flaw.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            String name = context.getConfigurationParameter(PARAMETER).orElseThrow();
            try {
                return new Flaw(Class.forName(name));
            } catch (ClassNotFoundException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }
}
