package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.memory.MemoryStorage;
import java.util.Set;

/** Without a script, the wrapper keeps the whole contract. */
class FaultyStorageTest extends StorageProviderContract {
    private final StorageProvider storage =
            new FaultyStorage(new MemoryStorage("memory", Set.of("media"), ManualClock.at("2026-11-01T00:00:00Z")));

    @Override
    protected StorageProvider open() {
        return storage;
    }

    @Override
    protected String bucket() {
        return "media";
    }

    /** All of it is in memory. */
    @Override
    protected long large() {
        return 8_000_000;
    }
}
