package dev.medialifecycle.supabase;

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
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps blobs in Supabase Storage, hosted or not, with the project's own key and therefore without a user's session. A put to a
 * taken key is refused, but not to one that is being taken at the same moment: the service looks first and stores later, so
 * {@link Capability#CREATE_ONLY_PUT} is not declared. One shared HTTP client; thread-safe.
 */
public final class SupabaseStorage implements StorageProvider {
    private final String name;
    private final Set<String> buckets;
    private final Set<String> publicBuckets;
    private final Service service;
    private final Writes writes;
    private final Reads reads;
    private final Listing listing;
    private final Deletes deletes;
    private final Signing signing;
    private final SupabaseUrls urls;
    private final Checkup checkup;

    SupabaseStorage(SupabaseStorageBuilder builder, Service service, SupabaseUrls urls) {
        this.name = builder.name;
        this.buckets = Set.copyOf(builder.buckets);
        this.publicBuckets = Set.copyOf(builder.publicBuckets);
        this.service = service;
        this.urls = urls;
        Keys keys = new Keys(name, buckets, builder.possibleKeys);
        this.writes = new Writes(service, keys, builder.timeout, builder.cacheControl);
        this.reads = new Reads(service, keys);
        this.listing = new Listing(name, service, keys);
        this.deletes = new Deletes(service, keys, new Cache(service, builder.purges), new Batches(builder.batchSize));
        this.signing = new Signing(service, keys, reads, writes);
        this.checkup = new Checkup(name, service, buckets, publicBuckets, builder.clock);
    }

    /** Starts a provider of this name for the project at this URL, such as {@code https://ref.supabase.co/storage/v1}. */
    public static SupabaseStorageBuilder at(String name, URI url) {
        return new SupabaseStorageBuilder(name, url);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> capabilities = EnumSet.of(
                Capability.LIST,
                Capability.ORDERED_LIST,
                Capability.RANGE_READ,
                Capability.SIGNED_URL,
                Capability.SIGNED_PUT);
        if (!publicBuckets.isEmpty()) {
            capabilities.add(Capability.PUBLIC_URL);
        }
        return capabilities;
    }

    @Override
    public Set<String> buckets() {
        return buckets;
    }

    @Override
    public StoredBlob put(PutRequest request) {
        return writes.put(request);
    }

    @Override
    public Optional<StoredBlob> stat(BlobLocation location) {
        return reads.stat(location);
    }

    @Override
    public InputStream open(BlobLocation location, ByteRange range) {
        return reads.open(location, range);
    }

    @Override
    public List<Deletion> delete(List<StoredBlob> blobs) {
        return deletes.delete(blobs);
    }

    @Override
    public BlobPage list(String bucket, String prefix, @Nullable String token) {
        return listing.page(bucket, prefix, token);
    }

    /** The lasting URL of a blob in a bucket that was configured as public; {@code UNSUPPORTED} in the others. */
    @Override
    public URI publicUrl(BlobLocation location) {
        return urls.publicUrl(location);
    }

    /** Asks the service, which signs nothing but what is there ({@code ML-ST-003}). */
    @Override
    public URI signedUrl(BlobLocation location, Duration lifetime) {
        return signing.signedUrl(location, lifetime);
    }

    /**
     * Asks the service, which refuses a taken key. How long the leave is good for is the service's own setting (two hours where it
     * is hosted), whatever lifetime is asked for; nor does it bind type and size.
     */
    @Override
    public SignedPut signedPut(BlobLocation location, String contentType, long size, Duration lifetime) {
        return signing.signedPut(location, contentType, lifetime);
    }

    @Override
    public List<Finding> diagnose() {
        return checkup.findings();
    }

    @Override
    public Located locate(String url) {
        return urls.locate(url);
    }

    /** The HTTP client, for {@code HttpClient.class}. */
    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return type == HttpClient.class ? Optional.of(type.cast(service.client().http())) : Optional.empty();
    }

    @Override
    public void close() {
        // Connections that nobody uses end by themselves.
    }
}
