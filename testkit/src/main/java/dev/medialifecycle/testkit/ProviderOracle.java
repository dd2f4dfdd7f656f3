package dev.medialifecycle.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Knows what a provider says. */
record ProviderOracle(StorageProvider provider) implements StorageOracle {
    @Override
    public Optional<byte[]> read(BlobLocation location) {
        if (!exists(location)) {
            return Optional.empty();
        }
        try (InputStream bytes = provider.open(location, ByteRange.all())) {
            return Optional.of(bytes.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean exists(BlobLocation location) {
        return provider.stat(location).isPresent();
    }

    @Override
    public void write(BlobLocation location, byte[] bytes, String contentType) {
        StoredBlob unused = provider.put(new PutRequest(location, TestSource.of(bytes), contentType));
    }

    @Override
    public List<String> keys(String bucket, String prefix) {
        assumeTrue(provider.capabilities().contains(Capability.LIST), "nothing here can list");
        List<String> keys = new ArrayList<>();
        String token = null;
        do {
            BlobPage page = provider.list(bucket, prefix, token);
            page.blobs().forEach(blob -> keys.add(blob.location().key()));
            token = page.nextToken();
        } while (token != null);
        return keys;
    }

    @Override
    public void close() {
        provider.close();
    }
}
