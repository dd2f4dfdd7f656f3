package dev.medialifecycle.local;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.UrlBase;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link LocalStorage} needs; only a bucket must be given. */
public final class LocalStorageBuilder {
    private static final int PAGE = 1000;
    private static final Duration LONGEST_PUT = Duration.ofDays(1);

    final String name;
    final Path root;
    final Set<String> buckets = new LinkedHashSet<>();

    @Nullable
    UrlBase base;

    @Nullable
    UrlSigner signer;

    Clock clock = Clock.systemUTC();
    int pageSize = PAGE;

    LocalStorageBuilder(String name, Path root) {
        this.name = name;
        this.root = root;
    }

    /** Adds a bucket; its directory is created if it is not there. */
    public LocalStorageBuilder bucket(String bucket) {
        buckets.add(bucket);
        return this;
    }

    /** Where a server of the host answers for blobs; without it there are no URLs. */
    public LocalStorageBuilder publicBaseUrl(URI url) {
        base = UrlBase.of(url.toString());
        return this;
    }

    /** The secret that signs URLs, 16 bytes or more ({@code ML-CFG-003}); without it there are no signed URLs. */
    public LocalStorageBuilder signingSecret(byte[] secret) {
        signer = new UrlSigner(secret);
        return this;
    }

    /** The clock that dates blobs and ends signed URLs; the system's unless a test hands in another. */
    public LocalStorageBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** How many blobs a page of a listing holds at most; 1,000 unless said otherwise. */
    public LocalStorageBuilder pageSize(int blobs) {
        if (blobs < 1) {
            throw new IllegalArgumentException("A page needs room for at least one blob, not " + blobs);
        }
        this.pageSize = blobs;
        return this;
    }

    /** Creates the directories, removes what puts of a day ago left behind in a crash, and opens the provider. */
    public LocalStorage open() {
        if (buckets.isEmpty()) {
            throw new MediaLifecycleException(
                    ErrorCode.MISSING_PART,
                    ErrorKind.REJECTED,
                    "Provider " + name + " has no bucket. Next: LocalStorage.at(...).bucket(...)");
        }
        for (String bucket : buckets) {
            BlobLocation unused = new BlobLocation(name, bucket, "key");
        }
        try {
            Files.createDirectories(root);
            Layout layout = new Layout(root.toRealPath());
            Tree tree = new Tree(layout.root());
            prepare(layout, tree);
            Publication publication = Publication.availableIn(layout.temporary());
            Checkup checkup = new Checkup(name, buckets, layout, publication);
            return new LocalStorage(this, layout, tree, new BlobFiles(layout, tree, publication, clock), checkup);
        } catch (IOException e) {
            throw DiskFailure.of("open", "storage " + name, e);
        }
    }

    private void prepare(Layout layout, Tree tree) throws IOException {
        for (String bucket : buckets) {
            tree.makeDirectory(layout.temporary(bucket));
            tree.makeDirectory(layout.bucket(bucket));
            tree.makeDirectory(layout.types(bucket));
            Path temporary = layout.temporary(bucket);
            int unused = Leftovers.removeOlder(temporary, nowIn(temporary).minus(LONGEST_PUT));
        }
    }

    /** Ages are counted by the disk's own clock, which may be another machine's. */
    private static Instant nowIn(Path directory) throws IOException {
        Path probe = Leftovers.create(directory, "now");
        try {
            return Files.getLastModifiedTime(probe).toInstant();
        } finally {
            Files.delete(probe);
        }
    }
}
