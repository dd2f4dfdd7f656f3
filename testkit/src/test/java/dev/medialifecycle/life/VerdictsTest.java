package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.listener.Verdicts;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.sweep.BackgroundPlan;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever wants to wait for what comes of a release can. */
class VerdictsTest {
    private final Verdicts verdicts = new Verdicts();
    private final World world = new World(builder -> builder.listener(verdicts)
            .retention(RetentionPolicy.keepForever()
                    .with(World.KEPT, Retention.forever().withQuarantine(Duration.ZERO))));

    @Test
    void come_one_for_each_asset_from_the_background() throws Exception {
        List<Asset> assets =
                Stream.generate(() -> world.upload(World.KEPT)).limit(7).toList();
        List<CompletableFuture<MediaEvent>> waits =
                assets.stream().map(asset -> verdicts.of(asset.id())).toList();
        assets.forEach(asset -> world.media.release(asset.id()));

        try (var media = world.media) {
            media.startBackground(BackgroundPlan.effectsOnly());
            for (CompletableFuture<MediaEvent> wait : waits) {
                assertThat(wait.get(1, TimeUnit.MINUTES))
                        .isInstanceOfSatisfying(
                                MediaEvent.AssetDeleted.class,
                                told -> assertThat(told.verdict()).isEqualTo(Deletion.Verdict.DELETED));
            }
        }
    }

    @Test
    void say_who_keeps_an_asset() {
        Asset asset = world.upload(World.KEPT);
        world.gallery.add(asset.id().toString());
        CompletableFuture<MediaEvent> verdict = verdicts.of(asset.id());
        world.media.release(asset.id());
        assertThat(verdict).isNotDone();
        world.runDue();

        assertThat(verdict).isCompletedWithValue(new MediaEvent.LeaveVetoed(asset.id(), "gallery"));
    }

    @Test
    void say_when_a_person_must_look_and_not_before() {
        Asset asset = world.upload(World.KEPT);
        CompletableFuture<MediaEvent> verdict = verdicts.of(asset.id());
        world.media.release(asset.id());
        world.storage.onCall(1, Operation.DELETE, new Fault.Verdict(Deletion.Verdict.FAILED));
        world.storage.onCall(2, Operation.DELETE, new Fault.Verdict(Deletion.Verdict.DENIED));
        world.runDue();
        assertThat(verdict).isNotDone();
        world.live(Duration.ofHours(3));

        assertThat(verdict)
                .isCompletedWithValueMatching(told -> told instanceof MediaEvent.DeletionFailed failed
                        && failed.givenUp()
                        && failed.deletion().verdict() == Deletion.Verdict.DENIED);
    }

    @Test
    void end_for_what_the_host_takes_back() {
        World slow = new World(builder -> builder.listener(verdicts));
        Asset asset = slow.upload(World.KEPT);
        CompletableFuture<MediaEvent> verdict = verdicts.of(asset.id());
        slow.media.release(asset.id());
        slow.runDue();
        assertThat(verdict).isNotDone();
        slow.media.restore(asset.id());

        assertThat(verdict).isCompletedWithValueMatching(told -> told instanceof MediaEvent.AssetRestored);
    }

    @Test
    void never_hold_up_a_release_that_nobody_waits_for_any_more() {
        Asset asset = world.upload(World.KEPT);
        CompletableFuture<MediaEvent> impatient = verdicts.of(asset.id()).orTimeout(1, TimeUnit.MILLISECONDS);
        CompletableFuture<MediaEvent> patient = verdicts.of(asset.id());
        assertThatThrownBy(impatient::get).hasCauseInstanceOf(TimeoutException.class);
        patient.cancel(false);
        world.media.release(asset.id());
        world.runDue();

        assertThat(world.has(asset)).isFalse();
    }

    @Test
    void come_to_everybody_who_waits() {
        Asset asset = world.upload(World.KEPT);
        CompletableFuture<MediaEvent> one = verdicts.of(asset.id());
        CompletableFuture<MediaEvent> other = verdicts.of(asset.id());
        world.media.release(asset.id());
        world.runDue();

        assertThat(one).isCompleted();
        assertThat(other).isCompleted();
    }
}
