package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.testkit.ServiceFaults;
import dev.medialifecycle.testkit.StorageOracle;
import dev.medialifecycle.testkit.StorageProviderContract;
import dev.medialifecycle.testkit.imagekit.FakeImageKit;
import dev.medialifecycle.testkit.imagekit.MediaFile;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** It has looked for its folder already, as a provider in use has. */
    @Override
    protected StorageProvider open() {
        ImageKitStorage storage = builder().bucket(bucket()).open();
        if (storage.stat(new BlobLocation("imagekit", bucket(), "none")).isPresent()) {
            throw new AssertionError("There is nothing of this name");
        }
        return storage;
    }

    @Override
    protected Optional<StorageProvider> openWithBrokenCredentials() {
        return Optional.of(
                builder().bucket(bucket()).privateKey("private_of_nobody").open());
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(imagekit.privateKey(), "private_of_nobody");
    }

    @Override
    protected Optional<ServiceFaults> faults() {
        return Optional.of(new FakeFaults(imagekit));
    }

    @Override
    protected List<String> urlCorpora() {
        return List.of("imagekit-urls.tsv");
    }

    @Override
    protected int deleteLimit() {
        return ImageKitApi.LARGEST_BATCH;
    }

    @Override
    protected Optional<StorageProvider> openOnMissingBucket() {
        return Optional.of(builder().bucket(missingBucket()).open());
    }

    /** Open to what a variant of this test needs besides. */
    protected ImageKitStorageBuilder builder() {
        return ImageKitStorage.at("imagekit", imagekit.urlEndpoint())
                .alsoAt(URI.create("https://ik.imagekit.io/demo"))
                .alsoAt(URI.create("https://images.example.com"))
                .alsoAt(URI.create("https://ik.imagekit.io/demo/pics"))
                .externalAt(URI.create("https://ik.imagekit.io/demo/shop"))
                .service(imagekit.apiBase(), imagekit.uploadBase())
                .privateKey(imagekit.privateKey())
                .requestsAMinute(10_000_000)
                .writesAMinute(10_000_000);
    }

    @Override
    protected String bucket() {
        return "media";
    }

    /** Letters, digits, dots, dashes and underscores are all that it keeps. */
    @Override
    protected boolean bears(String key) {
        return key.matches("([A-Za-z0-9_-]+/)*[A-Za-z0-9._-]+") && !ImageKitUrls.looksDerived(key);
    }

    @Override
    protected boolean bearsEmptyBlobs() {
        return false;
    }

    @Override
    protected StorageOracle oracle() {
        return new StorageOracle() {
            @Override
            public Optional<byte[]> read(BlobLocation location) {
                return imagekit.bytesAt(Account.path(location));
            }

            @Override
            public void write(BlobLocation location, byte[] bytes, String contentType) {
                MediaFile unused = imagekit.add(Account.path(location), bytes);
            }

            @Override
            public List<String> keys(String bucket, String prefix) {
                return imagekit.files().stream()
                        .map(MediaFile::path)
                        .filter(path -> path.startsWith("/" + bucket + "/" + prefix))
                        .map(path -> path.substring(bucket.length() + 2))
                        .toList();
            }
        };
    }
}
