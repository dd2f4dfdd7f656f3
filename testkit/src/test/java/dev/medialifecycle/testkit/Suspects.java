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
import java.util.function.UnaryOperator;
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
    private final UnaryOperator<StorageProvider> flaw;

    Suspects(UnaryOperator<StorageProvider> flaw) {
        this.flaw = flaw;
    }

    @Override
    protected StorageProvider open() {
        return flaw.apply(honest);
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
        return Optional.of(flaw.apply(new Bucketless(honest, missingBucket())));
    }

    @Override
    protected Optional<ServiceFaults> faults() {
        return Optional.of(honest.troubles);
    }

    @Override
    protected Optional<StorageProvider> openWithBrokenCredentials() {
        return Optional.of(flaw.apply(new DeniedStorage(honest)));
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(HonestStorage.SECRET);
    }

    @Override
    protected boolean bears(String key) {
        return !key.endsWith("~");
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

    /** Makes the wrapper around an honest provider. */
    static final class Resolver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == UnaryOperator.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            String name = context.getConfigurationParameter(PARAMETER).orElseThrow();
            UnaryOperator<StorageProvider> flaw = honest -> wrap(name, honest);
            return flaw;
        }

        private static StorageProvider wrap(String name, StorageProvider honest) {
            try {
                return (StorageProvider) Class.forName(name)
                        .getDeclaredConstructor(StorageProvider.class)
                        .newInstance(honest);
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException("No provider can be made of " + name, e);
            }
        }
    }
}
