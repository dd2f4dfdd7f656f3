package dev.medialifecycle.benchmarks.outbox;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A store without bytes: a delete costs nothing, is counted, and is answered by whoever measures. */
public final class ForgettingStorage implements StorageProvider {
    /** Its name in locations. */
    public static final String NAME = "store";
    /** Its only bucket. */
    public static final String BUCKET = "media";

    private static final String URLS = "https://store.example/" + BUCKET + "/";

    private final Function<List<StoredBlob>, List<Deletion>> answers;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong blobs = new AtomicLong();

    /** Everything asked for is gone. */
    public ForgettingStorage() {
        this(asked ->
                asked.stream().map(blob -> Deletion.deleted(blob.location())).toList());
    }

    /** One answer for each request. */
    public ForgettingStorage(Function<List<StoredBlob>, List<Deletion>> answers) {
        this.answers = answers;
    }

    /** How many deletes were requested, each for one or many blobs. */
    public long requests() {
        return requests.get();
    }

    /** How many blobs were named in all requests. */
    public long blobs() {
        return blobs.get();
    }

    /** The URL of the blob with this key. */
    public static String url(String key) {
        return URLS + key;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.PUBLIC_URL);
    }

    @Override
    public Set<String> buckets() {
        return Set.of(BUCKET);
    }

    @Override
    public StoredBlob put(PutRequest request) {
        throw onlyForgets();
    }

    @Override
    public Optional<StoredBlob> stat(BlobLocation location) {
        return Optional.of(new StoredBlob(location, null, "image/png", 1, null));
    }

    @Override
    public InputStream open(BlobLocation location, ByteRange range) {
        throw onlyForgets();
    }

    @Override
    public List<Deletion> delete(List<StoredBlob> asked) {
        requests.incrementAndGet();
        blobs.addAndGet(asked.size());
        return answers.apply(asked);
    }

    @Override
    public BlobPage list(String bucket, String prefix, @Nullable String token) {
        throw onlyForgets();
    }

    @Override
    public URI publicUrl(BlobLocation location) {
        return URI.create(url(location.key()));
    }

    @Override
    public URI signedUrl(BlobLocation location, Duration lifetime) {
        throw onlyForgets();
    }

    @Override
    public Located locate(String url) {
        return url.startsWith(URLS)
                ? new Located.Owned(new BlobLocation(NAME, BUCKET, url.substring(URLS.length())), null)
                : new Located.Foreign("elsewhere");
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Nothing was opened.
    }

    private static MediaLifecycleException onlyForgets() {
        return new MediaLifecycleException(
                ErrorCode.STORAGE_UNSUPPORTED, ErrorKind.UNSUPPORTED, "This store only forgets. Next: delete");
    }
}
