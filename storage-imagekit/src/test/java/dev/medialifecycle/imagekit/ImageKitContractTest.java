package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.testkit.StorageProviderContract;
import dev.medialifecycle.testkit.imagekit.FakeImageKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ImageKitContractTest extends StorageProviderContract {
    private static FakeImageKit imagekit;

    @BeforeAll
    static void start() {
        imagekit = FakeImageKit.start();
        imagekit.createFolder("/media");
    }

    @AfterAll
    static void stop() {
        imagekit.close();
    }

    @Override
    protected StorageProvider open() {
        return ImageKitStorage.at("imagekit", imagekit.urlEndpoint())
                .service(imagekit.apiBase(), imagekit.uploadBase())
                .privateKey(imagekit.privateKey())
                .bucket(bucket())
                .requestsAMinute(10_000_000)
                .writesAMinute(10_000_000)
                .open();
    }

    @Override
    protected String bucket() {
        return "media";
    }
}
