package dev.medialifecycle;

import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.Setup;
import dev.medialifecycle.internal.exit.BlobEraser;
import dev.medialifecycle.internal.exit.ReferenceDesk.Declared;
import dev.medialifecycle.internal.exit.StoredValues;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.sweep.Background;
import dev.medialifecycle.internal.sweep.SelfTest;
import dev.medialifecycle.job.FetchPolicy;
import dev.medialifecycle.job.Keeping;
import dev.medialifecycle.listener.LifecycleListener;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.retention.ReferenceSource;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.upload.UploadPolicy;
import dev.medialifecycle.webhook.Vendor;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Configures a {@link MediaLifecycle}; fails in {@link #build} on a missing or unfitting part, never later. Not thread-safe. */
public final class MediaLifecycleBuilder {
    private final List<StorageProvider> storage = new ArrayList<>();
    private final Map<AssetRole, UploadPolicy> uploads = new HashMap<>();
    private final Map<String, Vendor> vendors = new HashMap<>();
    private final List<Function<Providers, ReferenceSource>> references = new ArrayList<>();
    private final List<LifecycleListener> listeners = new ArrayList<>();
    private @Nullable JobRepository repository;
    private RetentionPolicy retention = RetentionPolicy.keepForever();
    private Declared declared = Declared.NOTHING_SAID;
    private Setup.Limits limits = Setup.Limits.usual();
    private Clock clock = Clock.systemUTC();
    private Supplier<UUID> ids = UUID::randomUUID;
    private Path spool = Path.of(System.getProperty("java.io.tmpdir"), "medialifecycle-spool");
    private @Nullable HttpClient http;
    private ThreadFactory threads = Background::thread;
    private SelfTest.Wish selfTest = SelfTest.Wish.NOT_WANTED;
    private BlobEraser.Belief belief = BlobEraser.Belief.ITS_WORD;
    private final Set<Setup.Bucket> retired = new HashSet<>();
    private FetchPolicy fetch = FetchPolicy.usual();
    private Keeping keeping = Keeping.AT_ONCE;

    MediaLifecycleBuilder() {}

    /** A storage service; at least one is needed, each under its own name. */
    public MediaLifecycleBuilder storage(StorageProvider provider) {
        storage.add(provider);
        return this;
    }

    /**
     * Gives a bucket up: what is in it can be read and deleted as ever, and {@link #build} refuses a policy that would put more
     * into it ({@code ML-ST-007}). {@link MediaLifecycle#retirement} says what still keeps it from being removed.
     */
    public MediaLifecycleBuilder retired(String provider, String bucket) {
        retired.add(new Setup.Bucket(provider, bucket));
        return this;
    }

    /** Where durable state lives; needed. */
    public MediaLifecycleBuilder repository(JobRepository newRepository) {
        this.repository = newRepository;
        return this;
    }

    /** What may come in for a role, and where it goes; outputs need one as soon as there is a vendor. */
    public MediaLifecycleBuilder uploads(AssetRole role, UploadPolicy policy) {
        uploads.put(role, policy);
        return this;
    }

    /** A vendor that runs jobs; its name is the one in deliveries. */
    public MediaLifecycleBuilder vendor(Vendor vendor) {
        vendors.put(vendor.name(), vendor);
        return this;
    }

    /** When assets may leave; the default keeps everything for ever. */
    public MediaLifecycleBuilder retention(RetentionPolicy policy) {
        this.retention = policy;
        return this;
    }

    /** A place in the host's data that can refer to blobs; all of them together veto. */
    public MediaLifecycleBuilder references(ReferenceSource source) {
        return references(unused -> source);
    }

    /**
     * The same for a place that is simply read as a whole, such as a column: the supplier gives every stored value each time,
     * URLs in any spelling, asset ids or bare keys; null and blank values are skipped.
     */
    public MediaLifecycleBuilder references(String name, Supplier<? extends Stream<String>> values) {
        return references(providers -> new StoredValues(name, values, providers));
    }

    private MediaLifecycleBuilder references(Function<Providers, ReferenceSource> source) {
        references.add(source);
        declared = Declared.SOURCES;
        return this;
    }

    /** Says in so many words that nothing refers to blobs; with neither this nor a source, nothing is ever deleted. */
    public MediaLifecycleBuilder noReferences() {
        declared = Declared.NOTHING_REFERS;
        return this;
    }

    /** Told of every change once it is durable. */
    public MediaLifecycleBuilder listener(LifecycleListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Where bytes wait until they are whole; the default is a folder of the system's for temporary files. */
    public MediaLifecycleBuilder spool(Path folder) {
        this.spool = folder;
        return this;
    }

    /** When outputs are made ours; the default is at once, before they expire at the vendor. */
    public MediaLifecycleBuilder keepOutputs(Keeping newKeeping) {
        this.keeping = newKeeping;
        return this;
    }

    /** How outputs are fetched; the default goes to public addresses over https only. */
    public MediaLifecycleBuilder fetch(FetchPolicy policy) {
        this.fetch = policy;
        return this;
    }

    /** The client that outputs are fetched with; it must not follow redirects by itself. */
    public MediaLifecycleBuilder httpClient(HttpClient client) {
        this.http = client;
        return this;
    }

    /** How long an upload may stay unconfirmed before it leaves again; the default is an hour. */
    public MediaLifecycleBuilder confirmUploadsWithin(Duration time) {
        limits = limits.confirming(time);
        return this;
    }

    /** How long a delivery waits for its job to appear; the default is a day. */
    public MediaLifecycleBuilder jobsAppearWithin(Duration time) {
        limits = limits.appearing(time);
        return this;
    }

    /** After how long the work of a node that died is taken over by another; the default is five minutes. */
    public MediaLifecycleBuilder lease(Duration time) {
        limits = limits.leasing(time);
        return this;
    }

    /**
     * The most blobs that are deleted from a provider in a second, all workers of this process together; the default is as many
     * as it takes without refusing any. Whatever is set, a provider that asks for fewer gets fewer.
     */
    public MediaLifecycleBuilder deletesASecond(String provider, int blobs) {
        if (blobs < 1) {
            throw new IllegalArgumentException("At least one blob a second; to stop deletion, use pause");
        }
        limits = limits.deleting(provider, blobs);
        return this;
    }

    /** The largest delivery body, in bytes; the default is 1 MiB. */
    public MediaLifecycleBuilder maxDeliveryBytes(int bytes) {
        limits = limits.receiving(bytes);
        return this;
    }

    /** The clock of every decision; the default is the system's. */
    public MediaLifecycleBuilder clock(Clock newClock) {
        this.clock = newClock;
        return this;
    }

    /** Where new ids come from; the default is random. */
    public MediaLifecycleBuilder ids(Supplier<UUID> newIds) {
        this.ids = newIds;
        return this;
    }

    /**
     * Lets each executing cycle test itself with two small blobs in every scope, under {@code medialifecycle-selftest/}: a bait that it
     * must find, and a canary that it must never propose. For hosts whose buckets the library may write to beside its uploads.
     */
    public MediaLifecycleBuilder selfTest() {
        this.selfTest = SelfTest.Wish.WANTED;
        return this;
    }

    /**
     * Looks for each blob again after its store said that it is deleted, and takes the store's word for nothing ({@code ML-DEL-007});
     * costs one request a blob. Without it, a blob that is still there is found by the next sweep that lists it.
     */
    public MediaLifecycleBuilder verifyDeletions() {
        this.belief = BlobEraser.Belief.A_LOOK;
        return this;
    }

    /**
     * What makes the threads of background work, such as a factory of virtual threads; the default makes platform threads. They are
     * named {@code media-…} and are daemons, whatever it makes. Without background work everything runs in the caller's thread.
     */
    public MediaLifecycleBuilder threads(ThreadFactory factory) {
        this.threads = factory;
        return this;
    }

    /** Wires it all; {@code ML-CFG-…} says what is missing and what to call. */
    public MediaLifecycle build() {
        if (repository == null) {
            throw new MediaLifecycleException(
                    ErrorCode.MISSING_PART, ErrorKind.REJECTED, "No repository. Next: builder.repository(...)");
        }
        if (declared == Declared.NOTHING_SAID) {
            LoggerFactory.getLogger(MediaLifecycle.class)
                    .warn(
                            "{} Nothing will be deleted: no reference source is configured. Next: builder.references(...)"
                                    + " or builder.noReferences()",
                            ErrorCode.NO_REFERENCES);
        }
        HttpClient client = http != null
                ? http
                : HttpClient.newBuilder()
                        .connectTimeout(fetch.connectTimeout())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        return new MediaLifecycle(new Setup(
                storage,
                repository,
                new Policies(uploads, vendors),
                retention,
                keeping,
                declared,
                references,
                listeners,
                new Setup.Ambience(clock, ids, spool, client, fetch, threads),
                selfTest,
                belief,
                Set.copyOf(retired),
                limits));
    }
}
