package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.testkit.StorageOracle;
import dev.medialifecycle.testkit.StorageProviderContract;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The whole contract, kept on a real S3 server. */
class S3StorageTest extends StorageProviderContract {
    private static S3ProxyServer server;

    @BeforeAll
    static void start() {
        server = S3ProxyServer.start();
        server.storage("s3").bucket("media").createBuckets().open().close();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected S3Storage open() {
        return server.storage("s3")
                .bucket("media")
                .conditionalPut(ConditionalPut.ENFORCED)
                .publicUrls("media", URI.create("https://cdn.example.com/files"))
                .open();
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
