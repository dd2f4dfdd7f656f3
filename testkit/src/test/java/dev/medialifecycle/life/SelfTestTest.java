package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.sweep.CycleReport;
import dev.medialifecycle.sweep.SweepLimits;
import dev.medialifecycle.sweep.SweepMode;
import dev.medialifecycle.sweep.SweepPlan;
import dev.medialifecycle.sweep.SweepVerdict;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each cycle finds a bait and leaves a canary alone, or says that it does not. */
class SelfTestTest {
    private static final CyclePlan CYCLE = new CyclePlan(
            SweepMode.EXECUTE, List.of(World.MEDIA), new SweepLimits(10_000, 1), Duration.ofHours(1), null);

    private final World world = new World(builder -> builder.selfTest());

    @Test
    void both_blobs_last_and_count_for_nothing() {
        world.plant("lost/1.png");
        world.plant("lost/2.png");
        world.gallery.add(world.blobs.publicUrl(world.plant("found/1.png")).toString());
        for (int day = 0; day < 20; day++) {
            assertThat(world.media.sweep(CYCLE).isClean()).isTrue();
            world.live(Duration.ofDays(1));
        }

        assertThat(keys())
                .hasSize(3)
                .filteredOn(key -> key.contains("selftest/"))
                .hasSize(2);
        assertThat(world.storage.calls(Operation.PUT)).isEqualTo(2);
        SweepPlan plan = world.media.planSweep(World.MEDIA);
        assertThat(plan.orphans()).isEmpty();
        assertThat(plan.examined()).isOne();
        assertThat(world.told(MediaEvent.SelfTestFailed.class)).isEmpty();
        assertThat(world.told(MediaEvent.AssetQuarantined.class)).hasSize(2);
    }

    @Test
    void a_listing_that_ends_early_is_said() {
        world.media.sweep(CYCLE);
        world.clock.advance(Duration.ofHours(2));
        world.storage.onEveryCall(Operation.LIST, new Fault.HalfPage());

        CycleReport blind = world.media.sweep(CYCLE);

        assertThat(blind.isClean()).isFalse();
        assertThat(blind.blobs().notes()).anyMatch(note -> note.contains("does not show"));
        assertThat(world.told(MediaEvent.SelfTestFailed.class)).hasSize(1);
        world.storage.heal();
        assertThat(world.media.sweep(CYCLE).isClean()).isTrue();
    }

    @Test
    void a_bait_that_a_source_claims_is_said() {
        world.media.sweep(CYCLE);
        keys().stream().filter(key -> key.contains("bait-")).forEach(world.gallery::add);
        world.clock.advance(Duration.ofHours(2));

        assertThat(world.media.sweep(CYCLE).blobs().notes()).anyMatch(note -> note.contains("counts as REFERENCED"));
    }

    @Test
    void what_somebody_removed_is_set_up_again() {
        world.media.sweep(CYCLE);
        world.blobs.delete(world.blobs.list("media", "", null).blobs());
        world.clock.advance(Duration.ofHours(2));

        assertThat(world.media.sweep(CYCLE).isClean()).isFalse();
        assertThat(world.media.sweep(CYCLE).isClean()).isTrue();
        assertThat(keys()).hasSize(2);
    }

    @Test
    void a_bucket_that_may_not_be_written_to_is_said_and_swept_all_the_same() {
        world.plant("lost/1.png");
        world.clock.advance(Duration.ofHours(2));
        world.storage.onEveryCall(Operation.PUT, new Fault.Before(ErrorKind.DENIED));

        CycleReport report = world.media.sweep(CYCLE);

        assertThat(report.blobs().done()).isOne();
        assertThat(report.blobs().notes()).anyMatch(note -> note.contains("could not be set up"));
        world.storage.heal();
        world.storage.onCall(2, Operation.PUT, new Fault.After(ErrorKind.OUTCOME_UNKNOWN));
        assertThat(world.media.sweep(CYCLE).isClean()).isFalse();
        assertThat(world.media.sweep(CYCLE).isClean()).isTrue();
    }

    @Test
    void a_plan_from_elsewhere_that_names_the_canary_is_refused_as_a_whole() {
        world.media.sweep(CYCLE);
        world.plant("lost/1.png");
        world.clock.advance(Duration.ofHours(2));
        List<StoredBlob> all = world.blobs.list("media", "", null).blobs();
        SweepPlan wrong =
                new SweepPlan(World.MEDIA, world.clock.instant(), all, Map.of(SweepVerdict.ORPHAN, (long) all.size()));

        assertThatThrownBy(() -> world.media.execute(wrong, CYCLE.limits()))
                .isInstanceOfSatisfying(
                        MediaLifecycleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANARY_PROPOSED));
        assertThat(world.told(MediaEvent.AssetQuarantined.class)).isEmpty();
    }

    @Test
    void nothing_is_written_in_a_dry_run_or_without_being_asked() {
        world.media.sweep(CyclePlan.dryRun(List.of(World.MEDIA)));
        new World().media.sweep(CYCLE);

        assertThat(keys()).isEmpty();
    }

    @Test
    void a_host_that_no_longer_wants_it_gets_rid_of_both_as_orphans() {
        world.media.sweep(CYCLE);
        World without = World.continuing(world, unchanged -> {});
        without.clock.advance(Duration.ofHours(2));
        without.media.sweep(CYCLE);
        without.live(World.QUARANTINE.plusDays(1));

        assertThat(keys()).isEmpty();
    }

    private List<String> keys() {
        return world.blobs.list("media", "", null).blobs().stream()
                .map(blob -> blob.location().key())
                .toList();
    }
}
