package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.local.LocalStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A local disk keeps the whole contract. */
class LocalStorageTest extends StorageProviderContract {
    private static final String SECRET = "a secret of some length";

    @TempDir
    Path root;

    private final LocalHost host = new LocalHost();

    @AfterEach
    void closeHost() {
        host.close();
    }

    @Override
    protected StorageProvider open() {
        return host.serve(openWith(bucket()));
    }

    @Override
    protected String bucket() {
        return "media";
    }

    @Override
    protected Optional<StorageProvider> openOnMissingBucket() {
        try {
            LocalStorage storage = openWith(missingBucket());
            Files.delete(root.resolve(missingBucket()));
            return Optional.of(storage);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected boolean answersUrls() {
        return true;
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(SECRET);
    }

    @Override
    protected boolean leaveUnfinished(BlobLocation location) {
        try {
            Path half = Files.createTempFile(root.resolve(".medialifecycle/tmp").resolve(bucket()), "put", ".tmp");
            Files.write(half, new byte[10_000]);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LocalStorage openWith(String bucket) {
        return LocalStorage.at("local", root)
                .bucket(bucket)
                .publicBaseUrl(host.base())
                .signingSecret(SeededRandom.utf8(SECRET))
                .clock(ManualClock.at("2026-11-01T00:00:00Z"))
                .open();
    }
}
