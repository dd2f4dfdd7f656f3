package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.local.LocalStorage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A local disk without a base URL keeps the contract with fewer capabilities, and with small pages. */
class BareLocalStorageTest extends StorageProviderContract {
    @TempDir
    Path root;

    @Override
    protected StorageProvider open() {
        return LocalStorage.at("bare", root).bucket("Media.2").pageSize(7).open();
    }

    @Override
    protected String bucket() {
        return "Media.2";
    }

    @Override
    protected int many() {
        return 100;
    }

    @Test
    void declares_no_urls() {
        try (StorageProvider storage = open()) {
            assertThat(storage.capabilities()).doesNotContain(Capability.PUBLIC_URL, Capability.SIGNED_URL);
        }
    }
}
