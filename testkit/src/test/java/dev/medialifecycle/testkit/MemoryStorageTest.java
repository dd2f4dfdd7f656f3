package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.memory.MemoryStorage;
import java.util.List;
import java.util.Set;

/** Memory keeps the whole contract. */
class MemoryStorageTest extends StorageProviderContract {
    private final StorageProvider storage =
            new MemoryStorage("memory", Set.of("media"), ManualClock.at("2026-11-01T00:00:00Z"));

    @Override
    protected StorageProvider open() {
        return storage;
    }

    @Override
    protected String bucket() {
        return "media";
    }

    @Override
    protected List<String> urlCorpora() {
        return List.of("memory-urls.tsv");
    }

    /** All of it is in memory. */
    @Override
    protected long large() {
        return 8_000_000;
    }
}
