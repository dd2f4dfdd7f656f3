package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.testkit.StorageOracle;
import dev.medialifecycle.testkit.StorageProviderContract;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The whole contract, kept on whatever server the properties name: {@code tck.s3.bucket} must be there and hold nothing of value;
 * {@code tck.s3.endpoint} is left out for Amazon's own. {@code docs/storage-s3.md} has the command.
 */
@EnabledIfSystemProperty(named = "tck.s3.bucket", matches = ".+")
class RealServerTest extends StorageProviderContract {
    @Override
    protected S3Storage open() {
        return open(bucket());
    }

    @Override
    protected String bucket() {
        return property("bucket").orElseThrow();
    }

    @Override
    protected String missingBucket() {
        return "tck-missing-b1946ac92492d2347c6235b4d2611184";
    }

    @Override
    protected Optional<StorageProvider> openWithBrokenCredentials() {
        return property("access")
                .map(access -> builder(bucket())
                        .credentials(access, "not-the-secret-of-this-key")
                        .open());
    }

    @Override
    protected Set<String> secrets() {
        return property("secret").map(Set::of).orElse(Set.of());
    }

    @Override
    protected boolean answersUrls() {
        return true;
    }

    @Override
    protected int many() {
        return property("many").map(Integer::parseInt).orElse(super.many());
    }

    @Override
    protected Optional<StorageProvider> openOnMissingBucket() {
        return Optional.of(open(missingBucket()));
    }

    @Override
    protected Deletion.Verdict verdictOnAbsent() {
        return Deletion.Verdict.DELETED;
    }

    @Override
    protected StorageOracle oracle() {
        return new S3ClientOracle(open());
    }

    @Override
    protected boolean leaveUnfinished(BlobLocation location) {
        try (S3ClientOracle oracle = new S3ClientOracle(open())) {
            oracle.leaveUnfinished(location);
        }
        return true;
    }

    private static S3Storage open(String bucket) {
        return builder(bucket).open();
    }

    private static S3StorageBuilder builder(String bucket) {
        S3StorageBuilder builder = S3Storage.named("s3").bucket(bucket);
        property("endpoint").map(URI::create).ifPresent(builder::endpoint);
        property("region").ifPresent(builder::region);
        property("pathStyle")
                .map(Boolean::parseBoolean)
                .ifPresent(isPath -> builder.addressStyle(isPath ? AddressStyle.PATH : AddressStyle.HOST));
        property("conditionalPut").map(ConditionalPut::valueOf).ifPresent(builder::conditionalPut);
        property("access")
                .ifPresent(
                        access -> builder.credentials(access, property("secret").orElse("")));
        return builder;
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty("tck.s3." + name)).filter(value -> !value.isBlank());
    }
}
