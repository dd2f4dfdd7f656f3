package dev.medialifecycle.memory;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.MeasuredStream;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.blob.UrlBase;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps blobs in memory, with every capability but two: nobody answers at its URLs, so nothing can be stored through one, and
 * its puts leave no parts behind. Its blobs end with it.
 */
public final class MemoryStorage implements StorageProvider {
    private static final int PAGE = 1000;

    private record Content(String handle, byte[] bytes, String type, Instant storedAt) {}

    private final String name;
    private final Clock clock;
    private final UrlBase base;
    private final Map<String, ConcurrentNavigableMap<String, Content>> buckets = new TreeMap<>();
    private final AtomicLong handles = new AtomicLong();

    /** A provider of this name with these buckets, all empty. */
    public MemoryStorage(String name, Set<String> buckets, Clock clock) {
        this.name = name;
        this.clock = clock;
        this.base = UrlBase.of("https://" + name + ".memory.invalid");
        for (String bucket : buckets) {
            this.buckets.put(bucket, new ConcurrentSkipListMap<>(BlobLocation.KEY_ORDER));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.SIGNED_PUT, Capability.ABORT_UNFINISHED));
    }

    @Override
    public Set<String> buckets() {
        return Set.copyOf(buckets.keySet());
    }

    @Override
    public StoredBlob put(PutRequest request) {
        BlobLocation location = request.location();
        NavigableMap<String, Content> blobs = bucketOf(location);
        String handle = "m" + handles.incrementAndGet();
        Content content = new Content(handle, bytesOf(request), request.contentType(), clock.instant());
        if (blobs.putIfAbsent(location.key(), content) != null) {
            throw StorageFailure.keyTaken(location);
        }
        return stored(location, content);
    }

    @Override
    public Optional<StoredBlob> stat(BlobLocation location) {
        return Optional.ofNullable(bucketOf(location).get(location.key())).map(content -> stored(location, content));
    }

    @Override
    public InputStream open(BlobLocation location, ByteRange range) {
        Content content = bucketOf(location).get(location.key());
        if (content == null) {
            throw StorageFailure.blobNotFound(location);
        }
        int length = content.bytes().length;
        int from = (int) Math.min(range.offset(), length);
        return new ByteArrayInputStream(content.bytes(), from, (int) Math.min(range.length(), length - from));
    }

    @Override
    public List<Deletion> delete(List<StoredBlob> blobs) {
        List<Deletion> verdicts = new ArrayList<>(blobs.size());
        for (StoredBlob blob : blobs) {
            verdicts.add(delete(blob.location(), blob.handle()));
        }
        return List.copyOf(verdicts);
    }

    @Override
    public BlobPage list(String bucket, String prefix, @Nullable String token) {
        NavigableMap<String, Content> blobs = bucket(bucket);
        String after = token == null ? null : keyIn(token, prefix);
        NavigableMap<String, Content> rest = after == null ? blobs.tailMap(prefix, true) : blobs.tailMap(after, false);
        List<StoredBlob> page = new ArrayList<>();
        for (Map.Entry<String, Content> entry : rest.entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            if (page.size() == PAGE) {
                return new BlobPage(
                        page, tokenAfter(page.get(PAGE - 1).location().key()));
            }
            page.add(stored(new BlobLocation(name, bucket, entry.getKey()), entry.getValue()));
        }
        return new BlobPage(page, null);
    }

    @Override
    public URI publicUrl(BlobLocation location) {
        requireOwn(location);
        return URI.create(base.resolve(location.bucket() + "/" + location.key()));
    }

    @Override
    public URI signedUrl(BlobLocation location, Duration lifetime) {
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException("A signed URL needs a lifetime above zero, not " + lifetime);
        }
        long expires = clock.instant().plus(lifetime).getEpochSecond();
        // It signs nothing, as nothing answers there: it only looks like the tokens that real services append.
        UUID token = UUID.nameUUIDFromBytes((location + "?" + expires).getBytes(StandardCharsets.UTF_8));
        return URI.create(publicUrl(location) + "?expires=" + expires + "&token=" + token);
    }

    @Override
    public Located locate(String url) {
        return base.locate(url, name, buckets.keySet());
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Nothing was opened; the blobs stay, as they would at a service.
    }

    private Deletion delete(BlobLocation location, @Nullable String handle) {
        try {
            NavigableMap<String, Content> blobs = bucketOf(location);
            Content found = blobs.get(location.key());
            if (found != null && handle != null && !handle.equals(found.handle())) {
                return Deletion.refused(
                        location, Deletion.Verdict.UNRESOLVED, "another blob than the one of this handle is there");
            }
            return found == null || !blobs.remove(location.key(), found)
                    ? Deletion.alreadyAbsent(location)
                    : Deletion.deleted(location);
        } catch (MediaLifecycleException e) {
            return StorageFailure.verdict(location, e);
        }
    }

    private NavigableMap<String, Content> bucketOf(BlobLocation location) {
        requireOwn(location);
        return bucket(location.bucket());
    }

    private NavigableMap<String, Content> bucket(String bucket) {
        NavigableMap<String, Content> blobs = buckets.get(bucket);
        if (blobs == null) {
            throw StorageFailure.bucketNotFound(name, bucket);
        }
        return blobs;
    }

    private void requireOwn(BlobLocation location) {
        if (!location.provider().equals(name)) {
            throw StorageFailure.otherProvider(name, location);
        }
    }

    private static byte[] bytesOf(PutRequest request) {
        try (MeasuredStream bytes = MeasuredStream.open(request)) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StoredBlob stored(BlobLocation location, Content content) {
        return new StoredBlob(location, content.handle(), content.type(), content.bytes().length, content.storedAt());
    }

    private static String tokenAfter(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private String keyIn(String token, String prefix) {
        String key;
        try {
            key = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw StorageFailure.unknownToken(name);
        }
        if (!BlobLocation.isValidKey(key) || !key.startsWith(prefix)) {
            throw StorageFailure.unknownToken(name);
        }
        return key;
    }
}
