package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.sweep.BackgroundPlan;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.sweep.CycleReport;
import dev.medialifecycle.sweep.SweepLimits;
import dev.medialifecycle.sweep.SweepMode;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import dev.medialifecycle.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comprehensive cycle: its three parts, apart from each other, and its schedule. */
class CycleTest {
    @TempDir
    private Path spool;

    private World world() {
        return new World(builder -> builder.spool(spool));
    }

    private static CyclePlan cycle(SweepMode mode) {
        return new CyclePlan(
                mode, List.of(World.MEDIA), new SweepLimits(1_000, 1), Duration.ofHours(1), Duration.ofDays(1));
    }

    @Test
    void old_spool_files_go_and_nobody_elses_do() throws IOException {
        World world = world();
        Path old = file("media-spool-1.tmp", World.START.minus(Duration.ofHours(2)));
        Path young = file("media-spool-2.tmp", World.START.minus(Duration.ofMinutes(30)));
        Path foreign = file("somebody-elses.tmp", World.START.minus(Duration.ofDays(300)));

        CycleReport report = world.media.sweep(cycle(SweepMode.EXECUTE));

        assertThat(report.spool().done()).isOne();
        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(foreign).exists();
    }

    @Test
    void of_ten_blobs_the_six_that_nobody_refers_to_go() {
        World world = world();
        for (int i = 0; i < 10; i++) {
            BlobLocation blob = world.plant("legacy/" + i + ".png");
            if (i < 4) {
                world.gallery.add(world.blobs.publicUrl(blob).toString());
            }
        }
        world.clock.advance(Duration.ofHours(2));

        world.media.sweep(cycle(SweepMode.DRY_RUN));
        assertThat(world.blobs.list("media", "", null).blobs()).hasSize(10);
        world.media.sweep(cycle(SweepMode.EXECUTE));
        world.live(World.QUARANTINE.plusDays(1));

        assertThat(world.blobs.list("media", "", null).blobs()).hasSize(4);
    }

    @Test
    void a_job_row_goes_only_after_its_outputs_are_verifiably_gone() {
        World world = world();
        Job saved = finished(world, "p1");
        Job unsaved = finished(world, "p2");
        Asset kept = world.media.promote(saved.id(), 0);
        world.gallery.add(world.media.publicUrl(kept.id()).toString());

        world.live(Duration.ofDays(2));
        world.media.sweep(cycle(SweepMode.EXECUTE));
        assertThat(world.media.job(unsaved.id())).isPresent();

        world.live(Duration.ofDays(10));
        world.storage.onEveryCall(Operation.STAT, new Fault.Before(ErrorKind.UNAVAILABLE));
        assertThat(world.media.sweep(cycle(SweepMode.EXECUTE)).jobRows().failed())
                .isOne();
        assertThat(world.media.job(unsaved.id())).isPresent();

        world.storage.heal();
        world.media.sweep(cycle(SweepMode.EXECUTE));
        assertThat(world.media.job(unsaved.id())).isEmpty();
        assertThat(world.media.job(saved.id())).isPresent();
        assertThat(world.has(kept)).isTrue();
    }

    @Test
    void a_rule_that_is_newer_than_the_asset_holds_for_it_too() {
        World before = world();
        Asset asset = before.upload(World.KEPT);
        World after = World.continuing(
                before,
                builder -> builder.spool(spool)
                        .retention(RetentionPolicy.keepForever()
                                .with(World.KEPT, Retention.unlessReferenced(Duration.ofDays(1)))));
        after.clock.advance(Duration.ofDays(2));

        after.media.sweep(cycle(SweepMode.DRY_RUN));
        assertThat(after.state(asset)).isEqualTo(AssetState.ACTIVE);
        after.media.sweep(cycle(SweepMode.EXECUTE));

        assertThat(after.state(asset)).isEqualTo(AssetState.QUARANTINED);
    }

    @Test
    void an_ephemeral_upload_that_no_job_ever_used_goes_after_a_day() {
        World world = world();
        Asset input = world.upload(AssetRole.INPUT);

        world.clock.advance(Duration.ofHours(23));
        world.media.sweep(cycle(SweepMode.EXECUTE));
        assertThat(world.state(input)).isEqualTo(AssetState.ACTIVE);
        world.clock.advance(Duration.ofHours(2));
        world.media.sweep(cycle(SweepMode.EXECUTE));
        world.runDue();

        assertThat(world.has(input)).isFalse();
    }

    @Test
    void a_running_job_is_never_forgotten_and_its_blobs_are_never_orphans() {
        World world = world();
        Asset input = world.upload(World.KEPT);
        Job running = world.running(Set.of(input.id()), "p1");
        world.clock.advance(Duration.ofHours(20));

        world.media.sweep(cycle(SweepMode.EXECUTE));

        assertThat(world.media.job(running.id())).isPresent();
        assertThat(world.has(input)).isTrue();
    }

    @Test
    void one_part_that_fails_stops_neither_the_others_nor_the_next_cycle() throws IOException {
        World world = world();
        Path old = file("media-spool-1.tmp", World.START.minus(Duration.ofHours(2)));
        finished(world, "p1");
        world.live(Duration.ofDays(10));
        world.storage.onCall(1, Operation.LIST, new Fault.Before(ErrorKind.DENIED));

        CycleReport first = world.media.sweep(cycle(SweepMode.EXECUTE));
        CycleReport second = world.media.sweep(cycle(SweepMode.EXECUTE));

        assertThat(first.isClean()).isFalse();
        assertThat(first.blobs().failed()).isOne();
        assertThat(first.jobRows().done()).isOne();
        assertThat(old).doesNotExist();
        assertThat(second.isClean()).isTrue();
    }

    @Test
    void background_running_does_effects_and_cycles_on_named_threads_until_it_is_closed() throws Exception {
        CountDownLatch cycles = new CountDownLatch(2);
        CountDownLatch deleted = new CountDownLatch(1);
        Set<String> threads = java.util.concurrent.ConcurrentHashMap.newKeySet();
        ManualClock clock = ManualClock.at(World.START);
        World world = new World(builder -> builder.spool(spool).clock(clock).listener(event -> {
            if (event instanceof MediaEvent.SweepCompleted) {
                cycles.countDown();
                clock.advance(Duration.ofMillis(20));
            } else if (event instanceof MediaEvent.AssetDeleted) {
                threads.add(Thread.currentThread().getName());
                deleted.countDown();
            }
        }));
        world.media.startBackground(
                new BackgroundPlan(Duration.ofMillis(20), cycle(SweepMode.DRY_RUN), Duration.ofMillis(20)));
        world.running(Set.of(world.upload(AssetRole.INPUT).id()), "p1");
        world.deliver("d1", "p1 failed");

        assertThat(cycles.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(deleted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("media-cleanup-"));
        assertThatThrownBy(() -> world.media.startBackground(BackgroundPlan.effectsOnly()))
                .isInstanceOf(IllegalStateException.class);

        world.media.close();
        world.media.close();
        long listed = world.storage.calls(Operation.LIST);
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("media-cleanup-"))
                        .filter(Thread::isAlive))
                .isEmpty();
        assertThat(world.storage.calls(Operation.LIST)).isEqualTo((int) listed);
    }

    private Job finished(World world, String vendorJobId) {
        world.running(Set.of(), vendorJobId);
        world.deliver("done-" + vendorJobId, vendorJobId + " succeeded " + Pictures.dataUri(9));
        world.runDue();
        return world.job(vendorJobId);
    }

    private Path file(String name, Instant modified) throws IOException {
        Path file = Files.writeString(spool.resolve(name), "left behind");
        Files.setLastModifiedTime(file, FileTime.from(modified));
        return file;
    }
}
