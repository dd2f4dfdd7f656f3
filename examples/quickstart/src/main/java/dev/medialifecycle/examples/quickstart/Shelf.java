package dev.medialifecycle.examples.quickstart;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store that lists numbered blobs without having any, however many they are. */
final class Shelf implements StorageProvider {
    private static final int PAGE = 1_000;

    private final int blobs;
    private final Instant longAgo = Instant.now().minus(Duration.ofDays(10));

    Shelf(int blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "shelf";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.LIST, Capability.ORDERED_LIST);
    }

    @Override
    public BlobPage list(String bucket, String prefix, @Nullable String token) {
        int from = token == null ? 1 : Integer.parseInt(token);
        List<StoredBlob> page = new ArrayList<>();
        for (int number = from; number < from + PAGE && number <= blobs; number++) {
            BlobLocation location = new BlobLocation("shelf", bucket, String.format("%09d", number));
            page.add(new StoredBlob(location, null, "image/png", 1_000, longAgo));
        }
        return new BlobPage(page, from + PAGE > blobs ? null : Integer.toString(from + PAGE));
    }

    @Override
    public Located locate(String url) {
        return new Located.Foreign("nowhere");
    }

    @Override
    public Set<String> buckets() {
        return Set.of("media");
    }

    @Override
    public StoredBlob put(PutRequest request) {
        throw new UnsupportedOperationException("only lists");
    }

    @Override
    public Optional<StoredBlob> stat(BlobLocation location) {
        throw new UnsupportedOperationException("only lists");
    }

    @Override
    public InputStream open(BlobLocation location, ByteRange range) {
        throw new UnsupportedOperationException("only lists");
    }

    @Override
    public List<Deletion> delete(List<StoredBlob> asked) {
        throw new UnsupportedOperationException("only lists");
    }

    @Override
    public URI publicUrl(BlobLocation location) {
        throw new UnsupportedOperationException("only lists");
    }

    @Override
    public URI signedUrl(BlobLocation location, Duration lifetime) {
        throw new UnsupportedOperationException("only lists");
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
