package dev.medialifecycle.life;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.MediaLifecycleBuilder;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.job.FetchPolicy;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.memory.MemoryJobRepository;
import dev.medialifecycle.memory.MemoryStorage;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.sweep.PassReport;
import dev.medialifecycle.sweep.SweepScope;
import dev.medialifecycle.testkit.FaultyStorage;
import dev.medialifecycle.testkit.ManualClock;
import dev.medialifecycle.upload.KeyTemplate;
import dev.medialifecycle.upload.Upload;
import dev.medialifecycle.upload.UploadPolicy;
import dev.medialifecycle.webhook.WebhookReply;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A small world to break: one store, one vendor, one gallery that refers to blobs, and a clock that only tests move. */
final class World {
    static final String USER = "user-1";
    static final AssetRole KEPT = new AssetRole("kept");
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final Duration QUARANTINE = Duration.ofDays(7);
    static final SweepScope MEDIA = SweepScope.bucket("store", "media", Duration.ofHours(1));

    final ManualClock clock;
    final MemoryStorage blobs;
    final FaultyStorage storage;
    final MemoryJobRepository repository;
    final List<String> gallery = new CopyOnWriteArrayList<>();
    final List<MediaEvent> told = new CopyOnWriteArrayList<>();
    final MediaLifecycle media;

    World() {
        this((MediaLifecycleBuilder unchanged) -> {});
    }

    /** What the host says about its references. */
    enum References {
        GALLERY,
        NONE_DECLARED
    }

    /** A world that is configured differently in one point. */
    World(Consumer<MediaLifecycleBuilder> changes) {
        this(UnaryOperator.identity(), changes, References.GALLERY);
    }

    World(Consumer<MediaLifecycleBuilder> changes, References references) {
        this(UnaryOperator.identity(), changes, references);
    }

    /** A world whose repository has something before it, such as a spy. */
    static World behind(UnaryOperator<JobRepository> before) {
        return new World(before, unchanged -> {}, References.GALLERY);
    }

    /** A world whose store is another than it seems. */
    static World over(Function<StorageProvider, StorageProvider> changed) {
        return over(changed, unchanged -> {});
    }

    static World over(Function<StorageProvider, StorageProvider> changed, Consumer<MediaLifecycleBuilder> changes) {
        ManualClock clock = ManualClock.at(START);
        return new World(
                clock,
                new MemoryStorage("store", Set.of("inputs", "media"), clock),
                changed,
                new MemoryJobRepository(),
                UnaryOperator.identity(),
                changes,
                References.GALLERY);
    }

    /** The same store, state and time under another configuration, as after a restart. */
    static World continuing(World before, Consumer<MediaLifecycleBuilder> changes) {
        return new World(
                before.clock,
                before.blobs,
                store -> store,
                before.repository,
                UnaryOperator.identity(),
                changes,
                References.GALLERY);
    }

    private World(UnaryOperator<JobRepository> before, Consumer<MediaLifecycleBuilder> changes, References references) {
        this(ManualClock.at(START), before, changes, references);
    }

    private World(
            ManualClock clock,
            UnaryOperator<JobRepository> before,
            Consumer<MediaLifecycleBuilder> changes,
            References references) {
        this(
                clock,
                new MemoryStorage("store", Set.of("inputs", "media"), clock),
                store -> store,
                new MemoryJobRepository(),
                before,
                changes,
                references);
    }

    private World(
            ManualClock clock,
            MemoryStorage blobs,
            Function<StorageProvider, StorageProvider> changed,
            MemoryJobRepository repository,
            UnaryOperator<JobRepository> before,
            Consumer<MediaLifecycleBuilder> changes,
            References references) {
        this.clock = clock;
        this.blobs = blobs;
        this.storage = new FaultyStorage(changed.apply(blobs));
        this.repository = repository;
        MediaLifecycleBuilder builder = MediaLifecycle.builder()
                .storage(storage)
                .repository(before.apply(repository))
                .uploads(AssetRole.INPUT, policy("inputs", "{owner}/inputs/{uuid}.{ext}"))
                .uploads(AssetRole.OUTPUT, policy("media", "{owner}/saved/{uuid}.{ext}"))
                .uploads(KEPT, policy("media", "{owner}/kept/{uuid}.{ext}"))
                .vendor(Acme.vendor())
                .retention(RetentionPolicy.keepForever()
                        .with(AssetRole.INPUT, Retention.ephemeral())
                        .with(AssetRole.OUTPUT, Retention.unlessReferenced(Duration.ofDays(1))))
                .fetch(FetchPolicy.usual().allowingLoopback())
                .spool(Path.of("target", "spool"))
                .listener(told::add)
                .clock(clock);
        if (references == References.GALLERY) {
            builder.references("gallery", gallery::stream);
        }
        changes.accept(builder);
        media = builder.build();
    }

    private static UploadPolicy policy(String bucket, String keys) {
        return UploadPolicy.images("store", bucket, KeyTemplate.of(keys));
    }

    Asset upload(AssetRole role) {
        return media.upload(Upload.of(USER, role, new ByteArrayInputStream(Pictures.png(3))));
    }

    Job running(Set<AssetId> inputs, String vendorJobId) {
        Job job = media.openJob(USER, Acme.NAME, inputs);
        return media.jobStarted(job.id(), new VendorJobId(Acme.NAME, vendorJobId));
    }

    WebhookReply deliver(String deliveryId, String body) {
        return media.receive(Acme.delivery(deliveryId, body));
    }

    Job job(String vendorJobId) {
        return media.job(new VendorJobId(Acme.NAME, vendorJobId)).orElseThrow();
    }

    AssetState state(Asset asset) {
        return media.asset(asset.id()).orElseThrow().state();
    }

    boolean has(Asset asset) {
        return blobs.stat(asset.location()).isPresent();
    }

    boolean has(BlobLocation location) {
        return blobs.stat(location).isPresent();
    }

    /** A blob that nobody recorded. */
    BlobLocation plant(String key) {
        BlobLocation location = new BlobLocation("store", "media", key);
        blobs.put(new PutRequest(location, Pictures.source(Pictures.png(5)), "image/png"));
        return location;
    }

    PassReport runDue() {
        return media.runDue(10_000);
    }

    /** Lets time pass with a pass now and then, as a scheduler would. */
    void live(Duration time) {
        for (int i = 0; i < 20; i++) {
            clock.advance(time.dividedBy(20));
            runDue();
        }
    }

    <T extends MediaEvent> List<T> told(Class<T> type) {
        return told.stream().filter(type::isInstance).map(type::cast).collect(Collectors.toList());
    }
}
