package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.SignedPut;
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

/** Does what an honest provider does, but for what a subclass does otherwise; it may have a few powers more. */
public class ForwardingStorage implements StorageProvider {
    protected final StorageProvider honest;
    private final Set<Capability> more;

    ForwardingStorage(StorageProvider honest) {
        this(honest, new Capability[0]);
    }

    protected ForwardingStorage(StorageProvider honest, Capability... more) {
        this.honest = honest;
        this.more = Set.of(more);
    }

    @Override
    public String name() {
        return honest.name();
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> all = EnumSet.copyOf(honest.capabilities());
        all.addAll(more);
        return all;
    }

    @Override
    public Set<String> buckets() {
        return honest.buckets();
    }

    @Override
    public StoredBlob put(PutRequest request) {
        return honest.put(request);
    }

    @Override
    public Optional<StoredBlob> stat(BlobLocation location) {
        return honest.stat(location);
    }

    @Override
    public InputStream open(BlobLocation location, ByteRange range) {
        return honest.open(location, range);
    }

    @Override
    public List<Deletion> delete(List<StoredBlob> blobs) {
        return honest.delete(blobs);
    }

    @Override
    public BlobPage list(String bucket, String prefix, String token) {
        return honest.list(bucket, prefix, token);
    }

    @Override
    public URI publicUrl(BlobLocation location) {
        return honest.publicUrl(location);
    }

    @Override
    public URI signedUrl(BlobLocation location, Duration lifetime) {
        return honest.signedUrl(location, lifetime);
    }

    @Override
    public SignedPut signedPut(BlobLocation location, String contentType, long size, Duration lifetime) {
        return honest.signedPut(location, contentType, size, lifetime);
    }

    @Override
    public int abortUnfinished(String bucket, Instant before) {
        return honest.abortUnfinished(bucket, before);
    }

    @Override
    public List<Finding> diagnose() {
        return honest.diagnose();
    }

    @Override
    public Located locate(String url) {
        return honest.locate(url);
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return honest.unwrap(type);
    }

    @Override
    public void close() {
        honest.close();
    }
}
