package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
        world.repository.inNewTransaction(tx -> tx.outbox().lease(world.clock.instant(), Duration.ofMinutes(15), 100));

        world.runDue();
        assertThat(world.has(input)).isTrue();
        world.live(Duration.ofMinutes(20));

        assertThat(world.has(input)).isFalse();
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
