package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.sweep.CycleReport;
import dev.medialifecycle.sweep.Duty;
import dev.medialifecycle.sweep.PausedDuty;
import dev.medialifecycle.sweep.SweepLimits;
import dev.medialifecycle.sweep.SweepMode;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The emergency stop and the switches of single duties: durable, and the same for every node. */
class PauseTest {
    private static final CyclePlan CYCLE = new CyclePlan(
            SweepMode.EXECUTE,
            List.of(World.MEDIA),
            new SweepLimits(10_000, 1),
            Duration.ofHours(1),
            Duration.ofHours(12));

    @TempDir
    private Path spool;

    /** What happens while references are asked. */
    private final AtomicReference<Runnable> whileAsking = new AtomicReference<>(() -> {});

    private World world() {
        return new World(builder -> builder.spool(spool)
                .retention(RetentionPolicy.keepForever()
                        .with(AssetRole.INPUT, Retention.ephemeral())
                        .with(
                                AssetRole.OUTPUT,
                                Retention.unlessReferenced(Duration.ofDays(1)).withQuarantine(Duration.ZERO))
                        .with(World.KEPT, Retention.forever().withQuarantine(Duration.ZERO))
                        .with(AssetRole.ORPHAN, Retention.forever().withQuarantine(Duration.ZERO)))
                .references("hook", () -> {
                    whileAsking.getAndSet(() -> {}).run();
                    return Stream.empty();
                }));
    }

    /** Another node over the same state, configured alike. */
    private World restarted(World before) {
        return World.continuing(
                before,
                builder -> builder.spool(spool)
                        .retention(RetentionPolicy.keepForever()
                                .with(AssetRole.INPUT, Retention.ephemeral())
                                .with(World.KEPT, Retention.forever().withQuarantine(Duration.ZERO))));
    }

    @Test
    void pausing_on_one_node_in_the_middle_of_a_run_lets_another_finish_one_batch_and_no_more() {
        World one = world();
        World two = restarted(one);
        release(one, 2_500);
        one.storage.onCall(1, Operation.DELETE, new Fault.Meanwhile(() -> two.media.pause("what is it deleting?")));

        one.runDue();

        assertThat(one.storage.calls(Operation.DELETE)).isOne();
        long left = one.blobs.list("media", "", null).blobs().size();
        assertThat(left).isPositive();

        one.clock.advance(Duration.ofHours(5));
        one.runDue();
        two.runDue();
        World three = restarted(one);
        three.runDue();
        assertThat(one.storage.calls(Operation.DELETE)).isOne();
        assertThat(three.media.paused())
                .extracting(PausedDuty::duty)
                .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(Duty.PROMOTION)));

        three.media.resume();
        three.live(Duration.ofHours(1));

        assertThat(one.blobs.list("media", "", null).blobs()).isEmpty();
        assertThat(three.media.givenUp(10)).isEmpty();
    }

    @Test
    void what_is_paused_between_the_question_and_the_delete_stays() {
        World world = world();
        Asset asset = release(world, 1).get(0);
        whileAsking.set(() -> whileAsking.set(() -> world.media.pause(Duty.RELEASES, "stop")));

        world.runDue();

        assertThat(world.state(asset)).isEqualTo(AssetState.QUARANTINED);
        assertThat(world.has(asset)).isTrue();
    }

    @Test
    void a_sweep_that_is_paused_in_the_middle_takes_no_further_orphan() {
        World world = world();
        World.continuing(world, unchanged -> {});
        for (int i = 0; i < 3; i++) {
            world.plant("lost/" + i + ".png");
        }
        world.clock.advance(Duration.ofHours(2));
        var plan = world.media.planSweep(World.MEDIA);
        // The hook is asked for its size first, and then about the orphans.
        whileAsking.set(() -> whileAsking.set(() -> world.media.pause("stop")));

        assertThatThrownBy(() -> world.media.execute(plan, CYCLE.limits())).hasMessageContaining("ML-SW-004");

        assertThat(world.told(MediaEvent.AssetQuarantined.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "RELOCATION", mode = EnumSource.Mode.EXCLUDE) // no cycle and no due effect does that
    void one_duty_is_paused_and_every_other_goes_on(Duty paused) throws IOException {
        World world = world();
        List<Asset> released = release(world, 1);
        Asset input = world.upload(AssetRole.INPUT);
        world.running(Set.of(input.id()), "p1");
        world.deliver("d1", "p1 failed");
        world.running(Set.of(), "p2");
        world.deliver("d2", "p2 succeeded " + Pictures.dataUri(9));
        var orphan = world.plant("lost/1.png");
        Path old = Files.writeString(spool.resolve("media-spool-1.tmp"), "left behind");
        Files.setLastModifiedTime(old, FileTime.from(World.START.minus(Duration.ofHours(2))));
        world.media.pause(paused, "looking into it");

        world.live(Duration.ofHours(2));
        CycleReport report = world.media.sweep(CYCLE);
        world.live(Duration.ofHours(30));
        CycleReport second = world.media.sweep(CYCLE);

        Set<Duty> idle = EnumSet.noneOf(Duty.class);
        note(idle, Duty.RELEASES, world.has(released.get(0)));
        note(idle, Duty.INPUTS, world.has(input));
        note(idle, Duty.ORPHANS, world.has(orphan));
        note(idle, Duty.SPOOL, Files.exists(old));
        note(
                idle,
                Duty.JOB_ROWS,
                world.repository
                        .inNewTransaction(tx -> tx.jobs().find(new dev.medialifecycle.job.VendorJobId(Acme.NAME, "p1")))
                        .isPresent());
        note(idle, Duty.PROMOTION, world.told(MediaEvent.OutputKept.class).isEmpty());
        note(idle, Duty.RETENTION, output(world) && paused != Duty.PROMOTION);
        assertThat(idle).containsExactly(paused);
        assertThat(report.isClean()).isTrue();
        assertThat(second.isClean()).isTrue();

        world.media.resume(paused);
        world.live(Duration.ofHours(30));
        world.media.sweep(CYCLE);
        world.live(Duration.ofHours(2));

        assertThat(world.blobs.list("media", "", null).blobs()).isEmpty();
        assertThat(world.blobs.list("inputs", "", null).blobs()).isEmpty();
        assertThat(old).doesNotExist();
        assertThat(world.media.givenUp(10)).isEmpty();
    }

    private static void note(Set<Duty> idle, Duty duty, boolean isIdle) {
        if (isIdle) {
            idle.add(duty);
        }
    }

    private static boolean output(World world) {
        return world.told(MediaEvent.OutputKept.class).stream().anyMatch(kept -> world.has(kept.asset()));
    }

    @Test
    void what_is_paused_is_listed_with_its_reason_and_since_when() {
        World world = world();
        assertThat(world.media.paused()).isEmpty();
        world.media.pause(Duty.SPOOL, "disk");
        world.clock.advance(Duration.ofMinutes(5));
        world.media.pause(Duty.PROMOTION, "");

        assertThat(restarted(world).media.paused())
                .containsExactly(
                        new PausedDuty(Duty.SPOOL, "disk", World.START),
                        new PausedDuty(Duty.PROMOTION, "", World.START.plus(Duration.ofMinutes(5))));

        world.media.pause("everything");
        world.media.resume(Duty.SPOOL);
        assertThat(world.media.paused()).hasSize(8);
        assertThat(world.media.paused().get(0).reason()).isEqualTo("everything");
        world.media.resume();
        world.media.resume();

        assertThat(world.media.paused()).isEmpty();
        assertThat(world.told(MediaEvent.Resumed.class))
                .containsExactly(new MediaEvent.Resumed(EnumSet.allOf(Duty.class)));
    }

    @Test
    void a_mark_that_somebody_set_by_hand_stops_too() {
        World world = world();
        Asset asset = release(world, 1).get(0);
        world.repository.inNewTransaction(tx -> {
            tx.marks().put("paused", "stop!");
            return tx;
        });

        world.live(Duration.ofHours(1));

        assertThat(world.has(asset)).isTrue();
        assertThat(world.media.paused()).contains(new PausedDuty(Duty.RELEASES, "stop!", null));
    }

    private static List<Asset> release(World world, int count) {
        List<Asset> assets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            assets.add(world.upload(World.KEPT));
        }
        assets.forEach(asset -> world.media.release(asset.id()));
        return assets;
    }
}
