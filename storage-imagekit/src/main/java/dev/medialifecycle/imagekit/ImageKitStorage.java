package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Deletion.Verdict;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.diagnosis.Finding;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps blobs in the media library of an ImageKit account: a bucket is a folder at its top that somebody created, a key is the
 * path below it, and the handle is ImageKit's file id. ImageKit changes names with other characters than letters, digits, dots,
 * dashes and underscores, so keys with such are refused. What is there is asked of the API; reads alone go through the CDN.
 */
public final class ImageKitStorage implements StorageProvider {
    private final String name;
    private final boolean isPrivate;
    private final Clock clock;
    private final RestImageKitApi api;
    private final Account account;
    private final ImageKitUrls urls;
    private final RecentUploads recent;
    private final Lookup lookup;
    private final Uploading uploading;
    private final Listing listing;
    private final Reading reading;
    private final CachePurge purge;
    private final ImageKitStorageBuilder builder;

    ImageKitStorage(ImageKitStorageBuilder builder, RestImageKitApi api, ImageKitUrls urls) {
        this.name = builder.name;
        this.isPrivate = builder.isPrivate;
        this.clock = builder.clock;
        this.api = api;
        this.urls = urls;
        this.builder = builder;
        this.account = new Account(name, builder.buckets, api, clock);
        this.recent = new RecentUploads(clock, builder.indexLag);
        this.lookup = new Lookup(api, recent);
        this.uploading = new Uploading(api, lookup, recent);
        this.listing = new Listing(name, account, api);
        this.reading = new Reading(api, urls, clock);
        this.purge = new CachePurge(api, urls, builder.purgesCaches, builder.cacheLife);
    }

    /** Starts a provider of this name whose URLs lie below this URL endpoint, such as {@code https://ik.imagekit.io/your_id}. */
    public static ImageKitStorageBuilder at(String name, URI urlEndpoint) {
        return new ImageKitStorageBuilder(name, urlEndpoint);
    }

    @Override
    public String name() {
        return name;
    }

    /** Two uploads at once of one name are not known to be told apart, so {@code CREATE_ONLY_PUT} is not declared. */
    @Override
    public Set<Capability> capabilities() {
        Set<Capability> capabilities =
                EnumSet.of(Capability.LIST, Capability.RANGE_READ, Capability.SIGNED_URL, Capability.HANDLES);
        if (!isPrivate) {
            capabilities.add(Capability.PUBLIC_URL);
        }
        return capabilities;
    }

    @Override
    public Set<String> buckets() {
        return account.buckets();
    }

    @Override
    public StoredBlob put(PutRequest request) {
        BlobLocation location = request.location();
        account.requireOwn(location);
        NameRules.requireKept(location);
        account.requireFolder(location.bucket());
        return uploading.put(request);
    }

    @Override
    public Optional<StoredBlob> stat(BlobLocation location) {
        account.requireOwn(location);
        Optional<RemoteFile> file = lookup.find(location);
        if (file.isEmpty()) {
            account.requireFolder(location.bucket());
        }
        return file.map(found -> Account.blob(location, found));
    }

    @Override
    public InputStream open(BlobLocation location, ByteRange range) {
        account.requireOwn(location);
        return reading.open(location, range);
    }

    @Override
    public List<Deletion> delete(List<StoredBlob> blobs) {
        Map<BlobLocation, StoredBlob> once = new LinkedHashMap<>();
        for (StoredBlob blob : blobs) {
            once.merge(blob.location(), blob, (one, other) -> one.handle() == null ? other : one);
        }
        Map<BlobLocation, Deletion> verdicts =
                purge.after(new DeleteRun(api, account, lookup, recent).run(once.values()));
        List<Deletion> inOrder = new ArrayList<>(blobs.size());
        Set<BlobLocation> told = new HashSet<>();
        for (StoredBlob blob : blobs) {
            Deletion verdict = Objects.requireNonNull(verdicts.get(blob.location()), "each has its verdict");
            inOrder.add(
                    told.add(blob.location()) || verdict.verdict() != Verdict.DELETED
                            ? verdict
                            : Deletion.alreadyAbsent(blob.location()));
        }
        return List.copyOf(inOrder);
    }

    @Override
    public BlobPage list(String bucket, String prefix, @Nullable String token) {
        account.requireConfigured(bucket);
        return listing.page(bucket, prefix, token);
    }

    @Override
    public URI publicUrl(BlobLocation location) {
        if (isPrivate) {
            throw StorageFailure.unsupported(name, Capability.PUBLIC_URL);
        }
        account.requireOwn(location);
        return urls.publicUrl(location);
    }

    @Override
    public URI signedUrl(BlobLocation location, Duration lifetime) {
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException("A signed URL needs a lifetime above zero, not " + lifetime);
        }
        account.requireOwn(location);
        return urls.signedUrl(location, clock.instant().plus(lifetime));
    }

    @Override
    public List<Finding> diagnose() {
        return new Examination(name, api, account, urls, builder).run();
    }

    @Override
    public Located locate(String url) {
        return urls.locate(url);
    }

    /** The JDK's client, for {@code HttpClient.class}. */
    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return type == HttpClient.class ? Optional.of(type.cast(api.client().http())) : Optional.empty();
    }

    @Override
    public void close() {
        // The JDK's client has nothing to close; its idle connections end by themselves.
    }
}
