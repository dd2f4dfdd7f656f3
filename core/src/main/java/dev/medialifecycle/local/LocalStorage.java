package dev.medialifecycle.local;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.BlobUrl;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.SignedPut;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.blob.UrlBase;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.local.UrlSigner.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps blobs as files below one directory. A blob is visible whole or not at all, survives a power cut once {@code put}
 * has returned, and is never reached through a symbolic link: one that lies in the way is {@code DENIED}.
 * Whoever may write below the root from outside is trusted not to swap directories while a call runs.
 */
public final class LocalStorage implements StorageProvider {
    private final String name;
    private final Set<String> buckets;
    private final @Nullable UrlBase base;
    private final @Nullable UrlSigner signer;
    private final Clock clock;
    private final Pager pager;
    private final Layout layout;
    private final BlobFiles files;
    private final Checkup checkup;

    LocalStorage(LocalStorageBuilder builder, Layout layout, Tree tree, BlobFiles files, Checkup checkup) {
        this.name = builder.name;
        this.buckets = Set.copyOf(builder.buckets);
        this.base = builder.base;
        this.signer = builder.signer;
        this.clock = builder.clock;
        this.pager = new Pager(this.name, layout, tree, files, new ReadAhead(clock), builder.pageSize);
        this.layout = layout;
        this.files = files;
        this.checkup = checkup;
    }

    /** Starts a provider of this name below this directory, which is created if it is not there. */
    public static LocalStorageBuilder at(String name, Path root) {
        return new LocalStorageBuilder(name, root);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> capabilities = EnumSet.complementOf(EnumSet.of(Capability.HANDLES));
        if (base == null) {
            capabilities.remove(Capability.PUBLIC_URL);
        }
        if (base == null || signer == null) {
            capabilities.remove(Capability.SIGNED_URL);
            capabilities.remove(Capability.SIGNED_PUT);
        }
        return capabilities;
    }

    @Override
    public Set<String> buckets() {
        return buckets;
    }

    @Override
    public StoredBlob put(PutRequest request) {
        BlobLocation location = request.location();
        requireBucket(location);
        try {
            return files.put(request);
        } catch (IOException e) {
            throw DiskFailure.of("store", location, e);
        }
    }

    @Override
    public Optional<StoredBlob> stat(BlobLocation location) {
        requireBucket(location);
        try {
            return files.find(location);
        } catch (IOException e) {
            throw DiskFailure.of("look at", location, e);
        }
    }

    @Override
    public InputStream open(BlobLocation location, ByteRange range) {
        requireBucket(location);
        try {
            return files.open(location, range);
        } catch (IOException e) {
            throw DiskFailure.of("open", location, e);
        }
    }

    @Override
    public List<Deletion> delete(List<StoredBlob> blobs) {
        List<Deletion> verdicts = new ArrayList<>(blobs.size());
        for (StoredBlob blob : blobs) {
            verdicts.add(delete(blob.location()));
        }
        return List.copyOf(verdicts);
    }

    /**
     * A page in key order, without what was deleted before it was asked for; the first has all that was stored by then, a later one
     * may miss what was stored after the first.
     */
    @Override
    public BlobPage list(String bucket, String prefix, @Nullable String token) {
        requireBucket(bucket);
        try {
            return pager.page(bucket, prefix, token);
        } catch (IOException e) {
            throw DiskFailure.of("list", name + ":" + bucket + "/" + prefix, e);
        }
    }

    @Override
    public URI publicUrl(BlobLocation location) {
        return URI.create(urlOf(location, Capability.PUBLIC_URL));
    }

    @Override
    public URI signedUrl(BlobLocation location, Duration lifetime) {
        return signed(Purpose.read(), location, lifetime, Capability.SIGNED_URL);
    }

    /** Leave to PUT the bytes to the host's own server, which asks {@link #authorizePut} and then {@link #put}s them. */
    @Override
    public SignedPut signedPut(BlobLocation location, String contentType, long size, Duration lifetime) {
        URI url = signed(Purpose.store(size, contentType), location, lifetime, Capability.SIGNED_PUT);
        return new SignedPut(url, "PUT", Map.of("Content-Type", contentType));
    }

    @Override
    public int abortUnfinished(String bucket, Instant before) {
        requireBucket(bucket);
        try {
            return Leftovers.removeOlder(layout.temporary(bucket), before);
        } catch (IOException e) {
            throw DiskFailure.of("tidy up", name + ":" + bucket, e);
        }
    }

    @Override
    public List<Finding> diagnose() {
        return checkup.findings();
    }

    @Override
    public Located locate(String url) {
        if (base != null) {
            return base.locate(url, name, buckets);
        }
        return BlobUrl.split(url) instanceof BlobUrl.Parts parts
                ? new Located.Foreign(parts.host())
                : new Located.Unparseable("is no URL, and provider " + name + " makes none");
    }

    /** Whether a GET for this request target (path and query, as they came) may read, and which blob; never throws for it. */
    public Authorization authorize(String requestTarget) {
        return authorize(Purpose.read(), requestTarget, Capability.SIGNED_URL);
    }

    /**
     * Whether a PUT to this request target may store, and which blob; never throws for it. Type and length are the request's own
     * headers, and what {@link #put} must be told.
     */
    public Authorization authorizePut(String requestTarget, String contentType, long contentLength) {
        return authorize(Purpose.store(contentLength, contentType), requestTarget, Capability.SIGNED_PUT);
    }

    /** The root directory, for {@code Path.class}. */
    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return type == Path.class ? Optional.of(type.cast(layout.root())) : Optional.empty();
    }

    @Override
    public void close() {
        // Nothing stays open between calls.
    }

    private Deletion delete(BlobLocation location) {
        try {
            requireBucket(location);
            return files.remove(location);
        } catch (IOException e) {
            return StorageFailure.verdict(location, DiskFailure.of("delete", location, e));
        } catch (MediaLifecycleException e) {
            return StorageFailure.verdict(location, e);
        }
    }

    private URI signed(Purpose purpose, BlobLocation location, Duration lifetime, Capability capability) {
        if (signer == null) {
            throw StorageFailure.unsupported(name, capability);
        }
        String url = urlOf(location, capability);
        return URI.create(url + "?" + signer.query(purpose, location, clock.instant(), lifetime));
    }

    private Authorization authorize(Purpose purpose, String requestTarget, Capability capability) {
        if (base == null || signer == null) {
            throw StorageFailure.unsupported(name, capability);
        }
        String url = requestTarget.startsWith("/") ? base.origin() + requestTarget : requestTarget;
        return locate(url) instanceof Located.Owned owned && BlobUrl.split(url) instanceof BlobUrl.Parts parts
                ? signer.check(purpose, owned.location(), parts.query(), clock.instant())
                : new Authorization.Refused(Authorization.Reason.UNREADABLE);
    }

    private String urlOf(BlobLocation location, Capability capability) {
        if (base == null) {
            throw StorageFailure.unsupported(name, capability);
        }
        requireOwn(location);
        return base.resolve(location.bucket() + "/" + location.key());
    }

    private void requireBucket(BlobLocation location) {
        requireOwn(location);
        requireBucket(location.bucket());
    }

    private void requireBucket(String bucket) {
        if (!buckets.contains(bucket) || !Files.isDirectory(layout.bucket(bucket), LinkOption.NOFOLLOW_LINKS)) {
            throw StorageFailure.bucketNotFound(name, bucket);
        }
    }

    private void requireOwn(BlobLocation location) {
        if (!location.provider().equals(name)) {
            throw StorageFailure.otherProvider(name, location);
        }
    }
}
