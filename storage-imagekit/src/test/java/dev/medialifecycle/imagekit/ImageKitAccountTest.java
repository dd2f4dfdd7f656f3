package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.testkit.SeededRandom;
import dev.medialifecycle.testkit.StorageProviderContract;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract in a real account; the page on storage in ImageKit says how to run it. */
@EnabledIfSystemProperty(named = "tck.imagekit.key", matches = ".+")
class ImageKitAccountTest extends StorageProviderContract {
    @Override
    protected StorageProvider open() {
        return builder().bucket(bucket()).open();
    }

    @Override
    protected Optional<StorageProvider> openOnMissingBucket() {
        return Optional.of(builder().bucket(missingBucket()).open());
    }

    private static ImageKitStorageBuilder builder() {
        String api = System.getProperty("tck.imagekit.baseUrl", "https://api.imagekit.io");
        String upload = System.getProperty("tck.imagekit.uploadUrl", "https://upload.imagekit.io");
        int requests = Integer.getInteger("tck.imagekit.requests", 450);
        return ImageKitStorage.at("imagekit", URI.create(System.getProperty("tck.imagekit.urlEndpoint")))
                .service(URI.create(api), URI.create(upload))
                .privateKey(System.getProperty("tck.imagekit.key"))
                .requestsAMinute(requests)
                .writesAMinute(Math.max(RequestGate.FEWEST, requests / 2))
                .longestWait(Duration.ofMinutes(2));
    }

    @Override
    protected String bucket() {
        return System.getProperty("tck.imagekit.bucket", "tck");
    }

    @Override
    protected int many() {
        return Integer.getInteger("tck.imagekit.many", 150);
    }

    /** Letters, digits, dots, dashes and underscores are all that it keeps. */
    @Override
    protected boolean bears(String key) {
        return key.matches("([A-Za-z0-9_-]+/)*[A-Za-z0-9._-]+") && !ImageKitUrls.looksDerived(key);
    }

    @Override
    protected String randomKey(SeededRandom random) {
        return "r" + random.below(1_000_000_000) + "/" + random.below(1_000_000) + ".png";
    }

    @Override
    protected boolean bearsEmptyBlobs() {
        return false;
    }
}
