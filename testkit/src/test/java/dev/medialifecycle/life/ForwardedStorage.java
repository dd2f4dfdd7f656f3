package dev.medialifecycle.life;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.diagnosis.Finding;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A provider with a few powers more than the one behind it, or other answers. */
class ForwardedStorage implements StorageProvider {
    final StorageProvider behind;
    private final Set<Capability> more;

    ForwardedStorage(StorageProvider behind, Capability... more) {
        this.behind = behind;
        this.more = Set.of(more);
    }

    @Override
    public String name() {
        return behind.name();
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> all = EnumSet.copyOf(behind.capabilities());
        all.addAll(more);
        return all;
    }

    @Override
    public Set<String> buckets() {
        return behind.buckets();
    }

    @Override
    public StoredBlob put(PutRequest request) {
        return behind.put(request);
    }

    @Override
    public Optional<StoredBlob> stat(BlobLocation location) {
        return behind.stat(location);
    }

    @Override
    public InputStream open(BlobLocation location, ByteRange range) {
        return behind.open(location, range);
    }

    @Override
    public List<Deletion> delete(List<StoredBlob> blobs) {
        return behind.delete(blobs);
    }

    @Override
    public BlobPage list(String bucket, String prefix, @Nullable String token) {
        return behind.list(bucket, prefix, token);
    }

    @Override
    public URI publicUrl(BlobLocation location) {
        return behind.publicUrl(location);
    }

    @Override
    public URI signedUrl(BlobLocation location, Duration lifetime) {
        return behind.signedUrl(location, lifetime);
    }

    @Override
    public int abortUnfinished(String bucket, Instant before) {
        return behind.abortUnfinished(bucket, before);
    }

    @Override
    public List<Finding> diagnose() {
        return behind.diagnose();
    }

    @Override
    public Located locate(String url) {
        return behind.locate(url);
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return behind.unwrap(type);
    }

    @Override
    public void close() {
        behind.close();
    }
}
