package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobReport;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.sweep.BackgroundPlan;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
    void a_delete_that_fails_four_times_is_done_the_fifth_time() {
        World world = new World();
        Asset asset = world.upload(World.KEPT);
        world.media.release(asset.id());
        world.runDue();
        world.clock.advance(World.QUARANTINE);
        for (int call = 1; call <= 4; call++) {
            world.storage.onCall(call, Operation.DELETE, new Fault.Before(ErrorKind.UNAVAILABLE));
        }

        List<Duration> waits = new ArrayList<>();
        Duration waited = Duration.ZERO;
        for (int seconds = 0; seconds < 60; seconds++) {
            int calls = world.storage.calls(Operation.DELETE);
            world.runDue();
            if (world.storage.calls(Operation.DELETE) > calls) {
                waits.add(waited);
                waited = Duration.ZERO;
            }
            world.clock.advance(Duration.ofMillis(500));
            waited = waited.plusMillis(500);
        }

        assertThat(world.storage.calls(Operation.DELETE)).isEqualTo(5);
        assertThat(world.state(asset)).isEqualTo(AssetState.DELETED);
        assertThat(waits)
                .as("each wait is longer than the one before")
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(world.media.givenUp(10)).isEmpty();
    }

    @Test
    void no_more_is_deleted_in_a_second_than_the_host_allows_whoever_does_it() {
        World world = new World(builder -> builder.deletesASecond("store", 50));
        List<AssetId> ids = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ids.add(world.upload(World.KEPT).id());
        }
        world.media.release(ids);
        world.runDue();
        world.clock.advance(World.QUARANTINE);

        int deleted = 0;
        for (int second = 0; second < 10 && deleted < 200; second++) {
            for (int worker = 0; worker < 4; worker++) {
                world.runDue();
            }
            int now = world.told(MediaEvent.AssetDeleted.class).size();
            assertThat(now - deleted).as("in second %s", second).isLessThanOrEqualTo(50);
            deleted = now;
            world.clock.advance(Duration.ofSeconds(1));
        }

        assertThat(deleted).isEqualTo(200);
        assertThat(world.storage.calls(Operation.DELETE))
                .as("calls for 200 blobs")
                .isLessThan(10);
    }

    @Test
    void a_store_that_wants_to_be_left_alone_is_left_alone() {
        World world = new World();
        Asset first = world.upload(World.KEPT);
        Asset second = world.upload(World.KEPT);
        world.media.release(first.id());
        world.runDue();
        world.clock.advance(World.QUARANTINE);
        world.storage.onCall(1, Operation.DELETE, new Fault.Before(ErrorKind.THROTTLED, Duration.ofMinutes(10)));
        world.media.release(second.id());
        world.runDue();

        world.clock.advance(Duration.ofMinutes(9));
        world.runDue();
        assertThat(world.storage.calls(Operation.DELETE)).isEqualTo(1);

        world.live(World.QUARANTINE.plusDays(1));
        assertThat(world.has(first)).isFalse();
        assertThat(world.has(second)).isFalse();
        assertThat(world.media.givenUp(10)).isEmpty();
    }

    @Test
    void outputs_are_kept_in_the_order_in_which_they_expire() {
        List<JobId> kept = new ArrayList<>();
        World world = new World(builder -> builder.vendor(Acme.vendor("hasty", Duration.ofMinutes(5)))
                .listener(event -> {
                    if (event instanceof MediaEvent.OutputKept output) {
                        kept.add(output.job());
                    }
                }));
        Job first = world.running(Set.of(), "p1");
        Job hasty = world.media.openJob(World.USER, "hasty", Set.of());
        world.media.jobStarted(hasty.id(), new VendorJobId("hasty", "h1"));

        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(9) + " " + Pictures.dataUri(8));
        world.clock.advance(Duration.ofSeconds(9));
        world.media.receive(Acme.delivery("hasty", "d2", "h1 succeeded " + Pictures.dataUri(7)));
        world.runDue();

        assertThat(kept).containsExactly(hasty.id(), first.id(), first.id());
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
    void a_lane_that_had_nothing_due_is_asked_again_while_another_is_full() {
        List<World> itself = new ArrayList<>();
        AtomicInteger ended = new AtomicInteger();
        World world = new World(builder -> builder.retention(
                        RetentionPolicy.keepForever().with(World.KEPT, Retention.unlessReferenced(Duration.ofHours(1))))
                .listener(event -> {
                    // In the second batch: by then the other lane was asked once, and had nothing.
                    if (event instanceof MediaEvent.JobFailed && ended.incrementAndGet() == 200) {
                        itself.get(0).clock.advance(Duration.ofHours(2));
                    }
                }));
        world.upload(World.KEPT);
        for (int i = 0; i < 400; i++) {
            world.media.jobFailed(world.running(Set.of(), "p" + i).id(), "no luck");
        }
        itself.add(world);
        world.runDue();

        List<MediaEvent> told = world.told.stream()
                .filter(event -> event instanceof MediaEvent.JobFailed || event instanceof MediaEvent.AssetQuarantined)
                .toList();
        assertThat(told).hasSize(401);
        assertThat(told.get(400)).isInstanceOf(MediaEvent.JobFailed.class);
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
                JobReport.none(),
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
