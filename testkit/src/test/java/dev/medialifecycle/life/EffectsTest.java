package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.sweep.BackgroundPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The outbox at work. */
class EffectsTest {
    @Test
    void a_pass_does_no_more_than_it_was_asked_to() {
        World world = new World(builder -> builder.retention(RetentionPolicy.keepForever()
                .with(World.KEPT, Retention.forever().withQuarantine(Duration.ofDays(1)))));
        List<Asset> assets = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            assets.add(world.upload(World.KEPT));
        }
        assets.forEach(asset -> world.media.release(asset.id()));

        assertThat(world.media.runDue(4).done()).isEqualTo(4);
        assertThat(world.media.runDue(100).done()).isEqualTo(6);
    }

    @Test
    void work_that_a_killed_worker_had_leased_is_taken_over_when_the_lease_ends() {
        World world = new World();
        Asset input = world.upload(AssetRole.INPUT);
        world.running(Set.of(input.id()), "p1");
        world.deliver("d1", "p1 failed");
        world.repository.inNewTransaction(
                tx -> tx.outbox().lease(Lane.LEAVING, world.clock.instant(), Duration.ofMinutes(15), 100));

        world.runDue();
        assertThat(world.has(input)).isTrue();
        world.live(Duration.ofMinutes(20));

        assertThat(world.has(input)).isFalse();
    }

    @Test
    void work_that_was_leased_and_not_begun_when_it_is_stopped_is_given_back_at_once() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        World world = new World(builder -> builder.listener(event -> {
            if (event instanceof MediaEvent.JobFailed) {
                first.countDown();
                await(closing);
            }
        }));
        for (int i = 0; i < 10; i++) {
            world.running(Set.of(), "p" + i);
            world.deliver("d" + i, "p" + i + " failed");
        }
        world.media.startBackground(new BackgroundPlan(Duration.ofMillis(10), null, Duration.ofHours(1)));
        await(first);
        Thread closer = new Thread(world.media::close);
        closer.start();
        while (closer.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        closing.countDown();
        closer.join();
        int toldBeforeTheStop = world.told(MediaEvent.JobFailed.class).size();

        world.runDue();

        assertThat(toldBeforeTheStop).isLessThan(10);
        assertThat(world.told(MediaEvent.JobFailed.class)).hasSize(10);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("closing must not interrupt what is under way", e);
        }
    }

    @Test
    void something_that_takes_long_does_not_hold_up_everything_else() {
        CountDownLatch deleted = new CountDownLatch(1);
        CountDownLatch slow = new CountDownLatch(1);
        World world = new World(builder -> builder.listener(event -> {
            if (event instanceof MediaEvent.OutputKept) {
                slow.countDown();
                await(deleted);
            } else if (event instanceof MediaEvent.AssetDeleted) {
                deleted.countDown();
            }
        }));
        Asset input = world.upload(AssetRole.INPUT);
        world.running(Set.of(), "p1");
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(9));
        world.media.startBackground(new BackgroundPlan(Duration.ofMillis(10), null, Duration.ofHours(1)));
        await(slow);

        world.running(Set.of(input.id()), "p2");
        world.deliver("d2", "p2 failed");
        await(deleted);
        world.media.close();

        assertThat(world.has(input)).isFalse();
    }

    @Test
    void a_job_that_the_vendor_never_took_is_ended_by_the_host() {
        World world = new World();
        Asset input = world.upload(AssetRole.INPUT);
        Job job = world.media.openJob(World.USER, Acme.NAME, Set.of(input.id()));

        assertThat(world.media.jobFailed(job.id(), "no credit").failure()).isEqualTo("no credit");
        world.media.jobFailed(job.id(), "again");
        world.runDue();

        assertThat(world.has(input)).isFalse();
        assertThat(world.told(MediaEvent.JobFailed.class)).hasSize(1);
        assertThat(world.media.asset(input.location()).orElseThrow().id()).isEqualTo(input.id());
    }

    @Test
    void an_output_that_is_asked_for_in_quarantine_comes_back_into_use() {
        World world = new World();
        world.running(Set.of(), "p1");
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(9));
        world.runDue();
        Asset output = world.media.promote(world.job("p1").id(), 0);
        world.live(Duration.ofHours(30));
        assertThat(world.state(output)).isEqualTo(AssetState.QUARANTINED);

        assertThat(world.media.promote(world.job("p1").id(), 0).state()).isEqualTo(AssetState.ACTIVE);
        world.gallery.add(output.id().toString());
        world.live(Duration.ofDays(30));

        assertThat(world.has(output)).isTrue();
    }

    @Test
    void one_effect_that_cannot_be_done_does_not_stop_those_beside_it() {
        World world = new World();
        world.running(Set.of(), "p1");
        plantJobOf("retired", world);

        world.live(Duration.ofHours(30));

        assertThat(world.job("p1").status().isTerminal()).isTrue();
        assertThat(world.media.givenUp(10)).hasSize(1);
        assertThat(world.media.givenUp(10).get(0).lastError()).contains("ML-CFG-001", "retired");
    }

    /** A job of a vendor that is no longer configured. */
    private static void plantJobOf(String vendor, World world) {
        Job known = world.job("p1");
        JobId id = new JobId(new UUID(0, 9));
        Job job = new Job(
                id,
                World.USER,
                vendor,
                Set.of(),
                null,
                known.status(),
                null,
                List.of(),
                known.openedAt(),
                known.deadline(),
                null,
                0);
        world.repository.inNewTransaction(tx -> {
            tx.jobs().insert(job);
            tx.outbox().add(List.of(OutboxEntry.due(new UUID(0, 10), new Effect.PollJob(id), known.openedAt())));
            return job;
        });
    }
}
