package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.diagnosis.Finding.Status;
import dev.medialifecycle.diagnosis.Retirement;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.memory.MemoryStorage;
import dev.medialifecycle.relocation.Relocation;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.sweep.CycleReport;
import dev.medialifecycle.sweep.Duty;
import dev.medialifecycle.sweep.PassReport;
import dev.medialifecycle.sweep.SweepLimits;
import dev.medialifecycle.sweep.SweepMode;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import dev.medialifecycle.testkit.ForwardingStorage;
import dev.medialifecycle.testkit.ManualClock;
import dev.medialifecycle.upload.KeyTemplate;
import dev.medialifecycle.upload.UploadPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Buckets that are given up, ids that were not kept, puts that never finished, and URLs that puzzle somebody. */
class BucketsTest {
    private static final String RETIRED = "ML-ST-007";

    @Test
    void nothing_new_goes_into_a_retired_bucket() {
        assertThatThrownBy(() -> new World(builder -> builder.retired("store", "media")))
                .isInstanceOf(MediaLifecycleException.class)
                .hasMessageContainingAll(RETIRED, "store:media", "Next: ");
    }

    @Test
    void a_retired_bucket_says_what_still_keeps_it_and_can_be_emptied() {
        World before = new World();
        Asset kept = before.upload(World.KEPT);
        Asset shown = before.upload(World.KEPT);
        before.plant("old/unknown.png");
        before.gallery.add(before.media.publicUrl(shown.id()).toString());
        UploadPolicy elsewhere = UploadPolicy.images("store", "inputs", KeyTemplate.of("{owner}/new/{uuid}.{ext}"));

        World after = World.continuing(
                before,
                builder -> builder.uploads(World.KEPT, elsewhere)
                        .uploads(AssetRole.OUTPUT, elsewhere)
                        .retired("store", "media"));
        after.gallery.addAll(before.gallery);

        Retirement retirement = after.media.retirement("store", "media");
        assertThat(retirement).isEqualTo(new Retirement(3, 2, 1));
        assertThat(retirement.isDone()).isFalse();

        after.gallery.clear();
        after.media.acceptReferences("gallery");
        after.media.release(List.of(kept.id(), shown.id()));
        after.clock.advance(Duration.ofDays(1));
        after.media.sweep(new CyclePlan(
                SweepMode.EXECUTE, List.of(World.MEDIA), new SweepLimits(100, 1), Duration.ofHours(1), null));
        after.live(World.QUARANTINE.plus(Duration.ofDays(1)));
        assertThat(after.media.retirement("store", "media").isDone()).isTrue();
    }

    @Test
    void ids_that_were_not_kept_are_looked_up_once() {
        World world = World.over(Numbered::new);
        List<Asset> old = IntStream.range(0, 50)
                .mapToObj(number -> world.upload(World.KEPT))
                .toList();
        assertThat(world.media.asset(old.get(0).id()).orElseThrow().handle()).isNull();

        PassReport first = world.media.fillHandles("store");
        int asked = world.storage.calls(Operation.STAT);
        PassReport second = world.media.fillHandles("store");

        assertThat(first.done()).isEqualTo(50);
        assertThat(old)
                .allMatch(asset -> ("id-" + asset.location().key())
                        .equals(world.media.asset(asset.id()).orElseThrow().handle()));
        assertThat(second.total()).isZero();
        assertThat(world.storage.calls(Operation.STAT)).isEqualTo(asked);
    }

    @Test
    void an_id_that_the_service_does_not_know_stays_open_and_is_reported() {
        World world = World.over(Numbered::new);
        Asset lost = world.upload(World.KEPT);
        world.blobs.delete(List.of(lost.blob()));

        PassReport report = world.media.fillHandles("store");

        assertThat(report.kept()).isEqualTo(1);
        assertThat(report.notes())
                .singleElement()
                .asString()
                .contains(lost.location().toString());
    }

    @Test
    void an_id_is_not_given_to_an_asset_that_moved_while_the_store_was_asked() {
        World world = World.over(
                Numbered::new,
                builder -> builder.storage(
                        new Unnumbered(new MemoryStorage("archive", Set.of("media"), ManualClock.at(World.START)))));
        Asset moving = world.upload(World.KEPT);
        Relocation away = Relocation.from("store", "media").to("archive", "media");
        world.storage.onCall(1, Operation.STAT, new Fault.Meanwhile(() -> world.media.relocate(away)));

        PassReport report = world.media.fillHandles("store");

        Asset moved = world.media.asset(moving.id()).orElseThrow();
        assertThat(moved.location().provider()).isEqualTo("archive");
        assertThat(moved.handle()).isNull();
        assertThat(report.done()).isZero();
    }

    @Test
    void puts_that_never_finished_are_aborted_by_an_executing_cycle_only() {
        List<Instant> asked = new ArrayList<>();
        World world = World.over(store -> new ForwardingStorage(store, Capability.ABORT_UNFINISHED) {
            @Override
            public int abortUnfinished(String bucket, Instant before) {
                asked.add(before);
                return 3;
            }
        });

        world.media.sweep(CyclePlan.dryRun(List.of(World.MEDIA)));
        assertThat(asked).isEmpty();

        CycleReport report =
                world.media.sweep(CyclePlan.dryRun(List.of(World.MEDIA)).executing());
        assertThat(asked).containsExactly(World.START.minus(Duration.ofDays(1)));
        assertThat(report.blobs().notes()).contains("3 unfinished puts aborted in store:media");

        world.media.pause(Duty.SPOOL, "look first");
        world.media.sweep(CyclePlan.dryRun(List.of(World.MEDIA)).executing());
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_url_is_explained_step_by_step() {
        World world = new World();
        Asset asset = world.upload(World.KEPT);
        String url = world.media.publicUrl(asset.id()).toString();

        assertThat(world.media.explainUrl(url + "?token=secret"))
                .allMatch(step -> step.status() == Status.OK)
                .extracting(Finding::subject)
                .containsExactly("form", "provider store", "all together", "asset");
        assertThat(world.media.explainUrl("https://store.memory.invalid.evil.example/media/a"))
                .filteredOn(step -> step.status() == Status.FAILED)
                .extracting(Finding::code)
                .containsOnly(ErrorCode.FOREIGN_URL);
        assertThat(world.media.explainUrl("not a url?token=secret"))
                .extracting(Finding::code)
                .containsOnly(ErrorCode.INVALID_URL);
        assertThat(world.media.explainUrl(url + "?token=secret").toString()).doesNotContain("secret");
    }

    /** A service with ids of its own, which puts did not tell in the past. */
    private static final class Numbered extends ForwardingStorage {
        Numbered(StorageProvider store) {
            super(store, Capability.HANDLES);
        }

        @Override
        public StoredBlob put(PutRequest request) {
            return unnumbered(honest.put(request));
        }

        @Override
        public Optional<StoredBlob> stat(BlobLocation location) {
            return honest.stat(location)
                    .map(blob -> new StoredBlob(
                            location, "id-" + location.key(), blob.contentType(), blob.size(), blob.modifiedAt()));
        }
    }

    private static StoredBlob unnumbered(StoredBlob blob) {
        return new StoredBlob(blob.location(), null, blob.contentType(), blob.size(), blob.modifiedAt());
    }

    /** A service that knows blobs by their keys only. */
    private static final class Unnumbered extends ForwardingStorage {
        Unnumbered(StorageProvider store) {
            super(store);
        }

        @Override
        public StoredBlob put(PutRequest request) {
            return unnumbered(honest.put(request));
        }

        @Override
        public Optional<StoredBlob> stat(BlobLocation location) {
            return honest.stat(location).map(BucketsTest::unnumbered);
        }
    }
}
