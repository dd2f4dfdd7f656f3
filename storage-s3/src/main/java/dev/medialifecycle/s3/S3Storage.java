package dev.medialifecycle.s3;

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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps blobs in Amazon S3, or in another server that speaks its protocol. It repeats no request by itself, and a delete of many
 * blobs uses several connections at once. A listing does not tell content types: all are {@code application/octet-stream} there.
 */
public final class S3Storage implements StorageProvider {
    /** Ends the names of Amazon's directory buckets, whose listings are in no order. */
    private static final String DIRECTORY_BUCKET = "--x-s3";

    private final String name;
    private final Clients clients;
    private final Crew crew;
    private final Buckets buckets;
    private final Reads reads;
    private final Puts puts;
    private final Deletes deletes;
    private final Lists lists;
    private final Leftovers leftovers;
    private final Urls urls;
    private final Addresses addresses;
    private final Diagnosis diagnosis;
    private final Set<Capability> capabilities;

    private S3Storage(S3StorageBuilder builder, Clients clients) {
        Failures failures = new Failures(builder.name, builder.clock);
        Verdicts verdicts = new Verdicts(failures);
        Service service = new Service(clients.client);
        this.name = builder.name;
        this.clients = clients;
        this.crew = new Crew(name + "-delete", builder.inFlight, builder.executor);
        this.buckets = new Buckets(name, builder.buckets, service, failures, builder.clock);
        this.reads = new Reads(service, buckets, failures);
        this.puts = new Puts(service, buckets, reads, failures, builder);
        SingleDelete single = new SingleDelete(service, buckets, verdicts);
        this.deletes = new Deletes(
                buckets,
                new BulkDelete(service, verdicts),
                single,
                new Purge(service, buckets, single, verdicts),
                crew,
                builder);
        this.lists = new Lists(name, service, buckets);
        this.leftovers = new Leftovers(name, service, buckets);
        this.urls = new Urls(clients.presigner, failures, builder, clients.region);
        this.addresses = new Addresses(builder, clients.region);
        this.diagnosis = new Diagnosis(clients.credentials, service, buckets, builder);
        this.capabilities = Set.copyOf(capabilities(builder));
    }

    /** Starts a provider of this name. */
    public static S3StorageBuilder named(String name) {
        return new S3StorageBuilder(name);
    }

    static S3Storage open(S3StorageBuilder builder) {
        Clients clients = new Clients(builder);
        S3Storage storage = new S3Storage(builder, clients);
        if (builder.createsBuckets) {
            try {
                storage.buckets.create(builder.endpoint == null ? clients.region : Buckets.HOME);
            } catch (RuntimeException e) {
                storage.close();
                throw e;
            }
        }
        return storage;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public Set<String> buckets() {
        return buckets.names();
    }

    @Override
    public StoredBlob put(PutRequest request) {
        return puts.put(request);
    }

    @Override
    public Optional<StoredBlob> stat(BlobLocation location) {
        return reads.stat(location);
    }

    @Override
    public InputStream open(BlobLocation location, ByteRange range) {
        return reads.open(location, range);
    }

    /** Says DELETED of a blob that was never there too, as S3 does. */
    @Override
    public List<Deletion> delete(List<StoredBlob> blobs) {
        return deletes.delete(blobs);
    }

    @Override
    public BlobPage list(String bucket, String prefix, @Nullable String token) {
        return lists.list(bucket, prefix, token);
    }

    @Override
    public URI publicUrl(BlobLocation location) {
        buckets.requireOwn(location);
        return urls.publicUrl(location);
    }

    /** Lasts for 7 days at most, and not longer than temporary credentials do. */
    @Override
    public URI signedUrl(BlobLocation location, Duration lifetime) {
        buckets.requireOwn(location);
        return urls.signedUrl(location, lifetime);
    }

    @Override
    public SignedPut signedPut(BlobLocation location, String contentType, long size, Duration lifetime) {
        buckets.requireOwn(location);
        return urls.signedPut(location, contentType, size, lifetime);
    }

    @Override
    public int abortUnfinished(String bucket, Instant before) {
        return leftovers.abort(bucket, before);
    }

    @Override
    public List<Finding> diagnose() {
        return diagnosis.findings();
    }

    @Override
    public Located locate(String url) {
        return addresses.locate(url);
    }

    /** The SDK's client for {@code S3Client.class}, its signer for {@code S3Presigner.class}. */
    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return Stream.of(clients.client, clients.presigner)
                .filter(type::isInstance)
                .findFirst()
                .map(type::cast);
    }

    @Override
    public void close() {
        crew.close();
        clients.close();
    }

    private Set<Capability> capabilities(S3StorageBuilder builder) {
        Set<Capability> all = EnumSet.of(
                Capability.LIST,
                Capability.RANGE_READ,
                Capability.SIGNED_URL,
                Capability.SIGNED_PUT,
                Capability.ABORT_UNFINISHED);
        if (builder.conditionalPut() == ConditionalPut.ENFORCED) {
            all.add(Capability.CREATE_ONLY_PUT);
        }
        if (builder.listsInOrder && builder.buckets.stream().noneMatch(bucket -> bucket.endsWith(DIRECTORY_BUCKET))) {
            all.add(Capability.ORDERED_LIST);
        }
        if (urls.arePublic()) {
            all.add(Capability.PUBLIC_URL);
        }
        return all;
    }
}
