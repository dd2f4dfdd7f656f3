package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.retention.RetentionRule;
import dev.medialifecycle.upload.KeyTemplate;
import dev.medialifecycle.upload.UploadPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/** One process with the real library in it; after it was killed it starts again and knows only what is durable. */
final class SimulatedNode {
    /** Kept for ever, and a week in quarantine when released. */
    static final AssetRole KEPT = new AssetRole("kept");

    /** Used by jobs, and kept a day longer than they run. */
    static final AssetRole BASE = new AssetRole("base");

    static final Duration BASE_QUARANTINE = Duration.ofDays(1);

    /** Every role that a host's rows may refer to waits at least a day; inputs do not wait, so they are never referred to. */
    static final RetentionPolicy RETENTION = RetentionPolicy.keepForever()
            .with(AssetRole.INPUT, Retention.ephemeral())
            .with(AssetRole.OUTPUT, Retention.unlessReferenced(Duration.ofDays(1)))
            .with(BASE, new Retention(new RetentionRule.AfterJobs(Duration.ofHours(1)), BASE_QUARANTINE));

    private final SimulatedWorld world;
    private final String name;
    private final SkewedClock clock;
    private NodeRepository repository;
    private MediaLifecycle media;
    private boolean isBusy;
    private long beganAt;
    private long leasedAt;

    SimulatedNode(SimulatedWorld world, String name) {
        this.world = world;
        this.name = name;
        this.clock = new SkewedClock(world.clock());
        this.repository = new NodeRepository(world.database(), this);
        this.media = build();
    }

    /** Starts it anew, as after a kill. */
    void restart() {
        repository = new NodeRepository(world.database(), this);
        media = build();
    }

    private MediaLifecycle build() {
        StormyReferences references = new StormyReferences(world, this);
        return MediaLifecycle.builder()
                .storage(new StormyStorage(world, this))
                .repository(repository)
                .uploads(AssetRole.INPUT, policy(SimulatedBucket.INPUTS, "{owner}/{uuid}.{ext}"))
                .uploads(AssetRole.OUTPUT, policy(SimulatedBucket.MEDIA, "app/{owner}/saved/{uuid}.{ext}"))
                .uploads(BASE, policy(SimulatedBucket.MEDIA, "app/{owner}/base/{uuid}.{ext}"))
                .uploads(KEPT, policy(SimulatedBucket.MEDIA, "app/{owner}/kept/{uuid}.{ext}"))
                .vendor(world.vendor().profile(this))
                .retention(RETENTION)
                .references("gallery", references::gallery)
                .references(references.albums())
                .listener(event -> world.invariants().told(this, event))
                .spool(Path.of(System.getProperty("java.io.tmpdir"), "medialifecycle-simulation"))
                .clock(clock)
                .ids(world::newId)
                .build();
    }

    private static UploadPolicy policy(String bucket, String keys) {
        return UploadPolicy.images("store", bucket, KeyTemplate.of(keys));
    }

    /** The host's transaction on this node. */
    <T> T hosting(Function<SimulatedTransaction, ? extends T> work) {
        return repository.hosting(work);
    }

    String name() {
        return name;
    }

    MediaLifecycle media() {
        return media;
    }

    SkewedClock clock() {
        return clock;
    }

    Crossing crossing() {
        return world.crossing();
    }

    boolean isBusy() {
        return isBusy;
    }

    /** It begins something, seeing what is durable by then. */
    void begin() {
        isBusy = true;
        beganAt = world.database().now().number();
        leasedAt = beganAt;
    }

    void end() {
        isBusy = false;
    }

    /** The commit that it could see when it began what it is doing. */
    long beganAt() {
        return beganAt;
    }

    /** The commit by which it last took work from the outbox. */
    long leasedAt() {
        return leasedAt;
    }

    void leased(long commit) {
        leasedAt = commit;
    }
}
