package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.local.LocalStorage;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A local disk keeps the whole contract. */
class LocalStorageTest extends StorageProviderContract {
    @TempDir
    Path root;

    @Override
    protected StorageProvider open() {
        return LocalStorage.at("local", root)
                .bucket("media")
                .publicBaseUrl(URI.create("https://media.example.com/files"))
                .signingSecret(new byte[16])
                .clock(ManualClock.at("2026-11-01T00:00:00Z"))
                .open();
    }

    @Override
    protected String bucket() {
        return "media";
    }
}
