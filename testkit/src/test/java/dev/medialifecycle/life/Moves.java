package dev.medialifecycle.life;

import dev.medialifecycle.MediaLifecycleBuilder;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.asset.Content;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.memory.MemoryStorage;
import dev.medialifecycle.relocation.Moved;
import dev.medialifecycle.relocation.Relocation;
import dev.medialifecycle.testkit.FaultyStorage;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import dev.medialifecycle.testkit.ManualClock;
import dev.medialifecycle.upload.KeyTemplate;
import dev.medialifecycle.upload.UploadPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A world with a second store to move to, and videos that lie under the wrong prefix. */
final class Moves {
    static final AssetRole VIDEO = new AssetRole("video");

    final FaultyStorage archive =
            new FaultyStorage(new MemoryStorage("archive", Set.of("media", "other"), ManualClock.at(World.START)));
    final World world;

    Moves() {
        this(unchanged -> {});
    }

    Moves(Consumer<MediaLifecycleBuilder> changes) {
        world = new World(builder -> {
            configure(builder);
            changes.accept(builder);
        });
    }

    /** What another node over the same state needs too. */
    void configure(MediaLifecycleBuilder builder) {
        builder.storage(archive)
                .uploads(VIDEO, UploadPolicy.images("store", "media", KeyTemplate.of("{owner}/video-{uuid}.{ext}")));
    }

    Relocation mislaid() {
        return Relocation.from("store", "media")
                .to("store", "media")
                .keys("{user}/video-*", "{user}/saved/")
                .rewriting(this::rewrite);
    }

    Relocation elsewhere() {
        return Relocation.from("store", "media").to("archive", "media").rewriting(this::rewrite);
    }

    List<Asset> shown(AssetRole role, int count) {
        return Stream.generate(() -> world.upload(role))
                .limit(count)
                .peek(asset ->
                        world.gallery.add(world.media.publicUrl(asset.id()).toString()))
                .toList();
    }

    void rewrite(Moved moved) {
        world.gallery.replaceAll(
                url -> url.equals(String.valueOf(moved.urlBefore())) ? String.valueOf(moved.urlAfter()) : url);
    }

    static BlobLocation saved(BlobLocation mislaid) {
        return new BlobLocation(
                mislaid.provider(), mislaid.bucket(), mislaid.key().replace("/video-", "/saved/video-"));
    }

    Asset now(Asset asset) {
        return world.media.asset(asset.id()).orElseThrow();
    }

    boolean isReadable(String url) {
        String path = URI.create(url).getPath().substring(1);
        String bucket = path.substring(0, path.indexOf('/'));
        boolean isArchived = url.contains("archive.");
        BlobLocation location =
                new BlobLocation(isArchived ? "archive" : "store", bucket, path.substring(bucket.length() + 1));
        return (isArchived ? archive : world.storage).stat(location).isPresent();
    }

    byte[] bytes(AssetId id) {
        try (InputStream stream = world.media.open(id, ByteRange.all())) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static int puts(FaultyStorage storage) {
        return storage.calls(Operation.PUT);
    }

    AssetId adopted(BlobLocation location) {
        String url = world.blobs.publicUrl(location).toString();
        world.gallery.add(url);
        world.media.releaseUrls(World.USER, List.of(url));
        world.runDue();
        return world.media.asset(location).orElseThrow().id();
    }

    Asset derived(Asset original, String key) {
        Asset thumbnail = new Asset(
                new AssetId(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))),
                original.owner(),
                AssetRole.THUMBNAIL,
                AssetState.ACTIVE,
                world.plant(key),
                new Content("image/png", Pictures.png(5).length, null, null),
                null,
                original.id(),
                null,
                original.createdAt(),
                original.usedAt(),
                original.changedAt(),
                0);
        world.repository.inNewTransaction(tx -> {
            tx.assets().insert(thumbnail);
            return thumbnail;
        });
        return thumbnail;
    }
}
