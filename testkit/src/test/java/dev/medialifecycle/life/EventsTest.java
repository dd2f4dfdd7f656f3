package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.blob.Deletion.Verdict;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.relocation.KeyRule;
import dev.medialifecycle.relocation.Relocation;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.sweep.SweepLimits;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import dev.medialifecycle.upload.Upload;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A scripted life in which everything that can be told is told. */
class EventsTest {
    private final World world = new World(builder -> builder.selfTest());

    @Test
    void every_kind_of_event_is_told_in_a_life_that_has_everything() {
        uploadsAndJobs();
        leaving();
        sweeping();
        moving();

        Set<Class<?>> told = world.told.stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(MediaEvent.class.getPermittedSubclasses()).toList());
    }

    @Test
    void what_was_rolled_back_is_never_told() {
        assertThatThrownBy(() -> world.repository.inNewTransaction(tx -> {
                    tx.afterCommit(() -> world.told.add(new MediaEvent.Resumed(Set.of())));
                    throw new IllegalStateException("the host's own bug");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(world.told).isEmpty();
    }

    private void uploadsAndJobs() {
        assertThatThrownBy(() -> world.media.upload(Upload.of(World.USER, World.KEPT, InputStream.nullInputStream())))
                .isNotNull();
        world.running(Set.of(), "p1");
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(9) + " data:nonsense");
        world.runDue();
        world.running(Set.of(), "p2");
        world.deliver("d2", "p2 failed");
        world.deliver("d3", "p2 canceled");
        world.running(Set.of(), "p3");
        world.deliver("d4", "p3 succeeded http://localhost:1/never.png");
        world.live(Duration.ofHours(2));
        world.runDue();
    }

    private void leaving() {
        Asset asset = world.upload(World.KEPT);
        world.gallery.add(asset.id().toString());
        world.media.release(asset.id());
        world.runDue();
        world.gallery.clear();
        world.media.release(asset.id());
        world.runDue();
        world.media.restore(asset.id());
        world.media.release(asset.id());
        world.storage.onCall(1, Operation.DELETE, new Fault.Verdict(Verdict.DENIED));
        world.live(Duration.ofDays(9));
        world.media.retry(world.media.givenUp(1).get(0).id());
        world.runDue();
    }

    private void sweeping() {
        world.plant("lost/1.png");
        world.clock.advance(Duration.ofHours(2));
        world.media.execute(world.media.planSweep(World.MEDIA), new SweepLimits(10, 1));
        world.storage.onCall(1, Operation.LIST, new Fault.Before(ErrorKind.UNAVAILABLE));
        assertThatThrownBy(() -> world.media.planSweep(World.MEDIA)).isNotNull();
        world.storage.onCall(1, Operation.PUT, new Fault.Before(ErrorKind.DENIED));
        world.media.sweep(CyclePlan.dryRun(List.of(World.MEDIA)).executing());
        world.media.pause("looking");
        world.media.resume();
    }

    private void moving() {
        world.upload(World.KEPT);
        KeyRule elsewhere = key -> Optional.of("moved/" + key);
        world.media.relocate(Relocation.from("store", "media", World.USER + "/kept/")
                .to("store", "media")
                .keys(elsewhere));
    }
}
