package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StorageProvider;
import java.util.List;
import java.util.Optional;

/**
 * What a service really holds, asked and told without the provider under test, so that one which deceives itself is found out:
 * by its own client, a look at the disk, or the innards of a fake. The contract closes it.
 */
public interface StorageOracle extends AutoCloseable {
    /** The bytes, if there is a blob. */
    Optional<byte[]> read(BlobLocation location);

    /** Stores a blob as somebody else's program would. */
    void write(BlobLocation location, byte[] bytes, String contentType);

    /** All keys of the bucket that start with the prefix, in any order. */
    List<String> keys(String bucket, String prefix);

    /** Whether there is a blob. */
    default boolean exists(BlobLocation location) {
        return read(location).isPresent();
    }

    @Override
    default void close() {}

    /** Asks and tells through a provider, best another one than that under test, and closes it. */
    static StorageOracle through(StorageProvider provider) {
        return new ProviderOracle(provider);
    }
}
