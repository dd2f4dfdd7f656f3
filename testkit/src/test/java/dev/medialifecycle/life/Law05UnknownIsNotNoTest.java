package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion.Verdict;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.release.Release;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.sweep.CycleReport;
import dev.medialifecycle.sweep.SweepLimits;
import dev.medialifecycle.sweep.SweepPlan;
import dev.medialifecycle.sweep.SweepVerdict;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class Law05UnknownIsNotNoTest {
    private static final SweepLimits ANY = new SweepLimits(1_000, 1);

    private final AtomicBoolean isBroken = new AtomicBoolean();
    private final World world = new World(builder -> builder.references("patches", () -> {
        if (isBroken.get()) {
            throw new IllegalStateException("connection reset");
        }
        return Stream.empty();
    }));

    @Test
    void what_was_said_to_be_deleted_and_is_there_goes_again_and_is_nobodys_to_take_back() {
        Asset asset = world.upload(World.KEPT);
        world.media.release(asset.id());
        world.runDue();
        world.storage.onCall(1, Operation.DELETE, new Fault.Verdict(Verdict.DELETED));
        world.clock.advance(World.QUARANTINE);
        world.runDue();
        assertThat(world.state(asset)).isEqualTo(AssetState.DELETED);

        world.clock.advance(Duration.ofHours(2));
        world.media.execute(world.media.planSweep(World.MEDIA), ANY);
        world.runDue();

        assertThat(world.state(asset)).isEqualTo(AssetState.DELETING);
        assertThat(world.has(asset)).as("it waits as in quarantine").isTrue();
        assertThatThrownBy(() -> world.media.restore(asset.id())).isInstanceOf(MediaLifecycleException.class);
        world.live(Duration.ofDays(8));
        assertThat(world.has(asset)).isFalse();
        assertThat(world.state(asset)).isEqualTo(AssetState.DELETED);
    }

    @Test
    void while_a_source_fails_nothing_is_quarantined_or_deleted_and_afterwards_it_is() {
        Asset asset = world.upload(World.KEPT);
        world.media.release(asset.id());
        isBroken.set(true);
        world.live(Duration.ofDays(2));
        assertThat(world.state(asset)).isEqualTo(AssetState.ACTIVE);

        isBroken.set(false);
        world.live(Duration.ofHours(3));
        assertThat(world.state(asset)).isEqualTo(AssetState.QUARANTINED);
        isBroken.set(true);
        world.live(Duration.ofDays(30));
        assertThat(world.has(asset)).isTrue();
        assertThat(world.media.restore(asset.id()).state()).isEqualTo(AssetState.ACTIVE);
    }

    @Test
    void a_sweep_stops_when_a_source_fails() {
        BlobLocation orphan = world.plant("lost/1.png");
        world.clock.advance(Duration.ofHours(2));
        isBroken.set(true);

        assertThatThrownBy(() -> world.media.planSweep(World.MEDIA))
                .isInstanceOfSatisfying(
                        MediaLifecycleException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.REFERENCES_FAILED));
        CycleReport cycle =
                world.media.sweep(CyclePlan.dryRun(List.of(World.MEDIA)).executing());

        assertThat(cycle.blobs().failed()).isOne();
        assertThat(world.has(orphan)).isTrue();
        assertThat(world.told(MediaEvent.SweepAborted.class)).hasSize(2);
    }

    @Test
    void a_sweep_stops_when_a_source_suddenly_holds_nothing_until_a_person_accepts_it() {
        BlobLocation legacy = world.plant("legacy/1.png");
        world.gallery.add(world.blobs.publicUrl(legacy).toString());
        world.clock.advance(Duration.ofHours(2));
        assertThat(world.media.planSweep(World.MEDIA).count(SweepVerdict.REFERENCED))
                .isOne();

        world.gallery.clear();
        assertThatThrownBy(() -> world.media.planSweep(World.MEDIA))
                .isInstanceOfSatisfying(MediaLifecycleException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.REFERENCES_SHRANK);
                    assertThat(e).hasMessageContaining("\"gallery\" holds 0 references (last time 1)");
                });

        world.media.acceptReferences("gallery");
        assertThat(world.media.planSweep(World.MEDIA).orphans()).hasSize(1);
    }

    @Test
    void a_reference_that_nobody_can_read_stops_the_sweep() {
        world.plant("legacy/1.png");
        world.clock.advance(Duration.ofHours(2));
        world.gallery.add("https://store.memory.invalid/media/%2e%2e/secret");

        assertThatThrownBy(() -> world.media.planSweep(World.MEDIA)).isInstanceOf(MediaLifecycleException.class);
    }

    @Test
    void a_listing_that_breaks_off_gives_no_plan() {
        world.plant("lost/1.png");
        world.clock.advance(Duration.ofHours(2));
        world.storage.onCall(1, Operation.LIST, new Fault.Before(ErrorKind.UNAVAILABLE));

        assertThatThrownBy(() -> world.media.planSweep(World.MEDIA)).isInstanceOf(MediaLifecycleException.class);
    }

    @Test
    void a_reference_that_appears_between_plan_and_execution_protects() {
        BlobLocation blob = world.plant("legacy/1.png");
        world.clock.advance(Duration.ofHours(2));
        SweepPlan plan = world.media.planSweep(World.MEDIA);
        assertThat(plan.orphans()).hasSize(1);

        world.gallery.add(world.blobs.publicUrl(blob).toString());
        assertThat(world.media.execute(plan, ANY).kept()).isOne();

        world.live(Duration.ofDays(30));
        assertThat(world.has(blob)).isTrue();
    }

    @Test
    void an_orphan_goes_through_quarantine_and_a_blob_younger_than_the_minimum_age_is_not_even_considered() {
        BlobLocation old = world.plant("lost/old.png");
        world.clock.advance(Duration.ofMinutes(59));
        BlobLocation young = world.plant("lost/young.png");
        world.clock.advance(Duration.ofMinutes(2));

        SweepPlan plan = world.media.planSweep(World.MEDIA);
        assertThat(plan.orphans()).extracting(blob -> blob.location()).containsExactly(old);
        assertThat(plan.count(SweepVerdict.YOUNG)).isOne();
        world.media.execute(plan, ANY);
        world.live(World.QUARANTINE.minusHours(1));
        assertThat(world.has(old)).isTrue();
        world.live(Duration.ofHours(2));

        assertThat(world.has(old)).isFalse();
        assertThat(world.has(young)).isTrue();
    }

    @Test
    void a_delete_whose_answer_is_lost_is_looked_up_before_anything_else() {
        Asset asset = world.upload(World.KEPT);
        world.media.release(asset.id());
        world.runDue();
        world.storage.onCall(1, Operation.DELETE, new Fault.After(ErrorKind.OUTCOME_UNKNOWN));

        world.live(World.QUARANTINE.plusHours(1));

        assertThat(world.state(asset)).isEqualTo(AssetState.DELETED);
        assertThat(world.storage.calls(Operation.STAT)).isEqualTo(1);
        assertThat(world.storage.calls(Operation.DELETE)).isEqualTo(1);
    }

    @Test
    void a_listing_that_is_older_than_a_delete_does_not_bring_the_asset_back() {
        Asset asset = world.upload(World.KEPT);
        SweepPlan stale = new SweepPlan(
                World.MEDIA, world.clock.instant(), List.of(asset.blob()), Map.of(SweepVerdict.ORPHAN, 1L));
        world.media.release(asset.id());
        world.live(World.QUARANTINE.plusDays(1));
        assertThat(world.state(asset)).isEqualTo(AssetState.DELETED);

        world.media.execute(stale, ANY);

        assertThatThrownBy(() -> world.media.restore(asset.id())).isInstanceOf(MediaLifecycleException.class);
    }

    @Test
    void a_source_that_cannot_be_counted_stops_a_pass_and_is_no_bug_of_ours() {
        AtomicInteger asked = new AtomicInteger();
        World flaky = new World(builder -> builder.references("flaky", () -> {
            if (asked.incrementAndGet() == 3) {
                throw new IllegalStateException("the database is away");
            }
            return Stream.<String>empty();
        }));

        assertThatThrownBy(() -> flaky.media.planSweep(World.MEDIA))
                .isInstanceOfSatisfying(
                        MediaLifecycleException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.REFERENCES_FAILED));
    }

    @Test
    void a_url_that_stays_and_cannot_be_read_protects_all_that_go() {
        Asset asset = world.upload(World.KEPT);
        String url = world.media.publicUrl(asset.id()).toString();

        List<Release> answers = world.media.replaceUrls(World.USER, List.of(url), List.of("not a url"));

        assertThat(answers).hasOnlyElementsOfType(Release.Unresolved.class);
        world.live(Duration.ofDays(30));
        assertThat(world.has(asset)).isTrue();
    }

    @Test
    void with_no_source_and_no_word_that_there_is_none_nothing_is_ever_deleted() {
        World silent = new World(builder -> {}, World.References.NONE_DECLARED);
        Asset asset = silent.upload(World.KEPT);
        silent.media.release(asset.id());

        silent.live(Duration.ofDays(365));

        assertThat(silent.has(asset)).isTrue();
        assertThat(silent.state(asset)).isEqualTo(AssetState.ACTIVE);
    }

    @Test
    void a_plan_beyond_its_limits_does_nothing_at_all() {
        BlobLocation orphan = world.plant("lost/1.png");
        world.clock.advance(Duration.ofHours(2));
        SweepPlan plan = world.media.planSweep(World.MEDIA);

        assertThatThrownBy(() -> world.media.execute(plan, SweepLimits.usual()))
                .isInstanceOfSatisfying(
                        MediaLifecycleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
        world.live(Duration.ofDays(30));
        assertThat(world.has(orphan)).isTrue();
    }

    @Test
    void nothing_is_deleted_while_deletion_is_paused() {
        Asset asset = world.upload(World.KEPT);
        world.media.release(asset.id());
        world.runDue();
        world.media.pause("looking into something");

        world.live(Duration.ofDays(30));
        assertThat(world.has(asset)).isTrue();

        world.media.resume();
        world.live(Duration.ofHours(1));
        assertThat(world.has(asset)).isFalse();
    }
}
