package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.testkit.ServiceFaults;
import dev.medialifecycle.testkit.StorageOracle;
import dev.medialifecycle.testkit.StorageProviderContract;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The whole contract, kept on a real S3 server. */
class S3StorageTest extends StorageProviderContract {
    private static final int PART = 5 << 20;
    private static final boolean HEAVY = Boolean.getBoolean("medialifecycle.heavy");

    private static S3ProxyServer server;
    private static TroubledHttp road;

    @BeforeAll
    static void start() {
        server = S3ProxyServer.start();
        road = new TroubledHttp(server);
        server.storage("s3").bucket("media").createBuckets().open().close();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected S3Storage open() {
        return storage().open();
    }

    private S3StorageBuilder storage() {
        return server.storage("s3")
                .bucket("media")
                .conditionalPut(ConditionalPut.ENFORCED)
                .publicUrls("media", URI.create("https://cdn.example.com/files"))
                .httpClient(road)
                .partSize(PART)
                .partsFrom(HEAVY ? PART : 1L << 30);
    }

    @Override
    protected Optional<ServiceFaults> faults() {
        return Optional.of(road);
    }

    @Override
    protected Optional<StorageProvider> openWithBrokenCredentials() {
        return Optional.of(
                storage().credentials(S3ProxyServer.ACCESS_KEY, "wrong-secret").open());
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(S3ProxyServer.SECRET_KEY, "wrong-secret");
    }

    /** S3 takes no smaller ones, which makes for much work; the test of parts has its own. */
    @Override
    protected int partSize() {
        return HEAVY ? PART : super.partSize();
    }

    @Override
    protected boolean answersUrls() {
        return true;
    }

    @Override
    protected List<String> urlCorpora() {
        return List.of("s3-urls.tsv");
    }

    @Override
    protected String bucket() {
        return "media";
    }

    @Override
    protected Optional<StorageProvider> openOnMissingBucket() {
        return Optional.of(server.storage("s3").bucket(missingBucket()).open());
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
}
