package dev.medialifecycle.s3;

import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.testkit.StorageProviderContract;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A real S3 server keeps the whole contract. */
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

    /** The missing bucket is configured here, so that it is the server which says that it is missing. */
    @Override
    protected StorageProvider open() {
        return server.storage("s3")
                .bucket("media")
                .bucket(missingBucket())
                .conditionalPut(ConditionalPut.ENFORCED)
                .publicUrls("media", URI.create("https://cdn.example.com/files"))
                .open();
    }

    @Override
    protected String bucket() {
        return "media";
    }

    @Override
    protected Deletion.Verdict verdictOnAbsent() {
        return Deletion.Verdict.DELETED;
    }
}
