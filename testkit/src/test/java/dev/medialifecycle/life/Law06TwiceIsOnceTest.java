package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.testkit.SeededRandom;
import dev.medialifecycle.webhook.WebhookOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class Law06TwiceIsOnceTest {
    private final World world = new World();

    @Test
    void a_delivery_that_comes_again_does_nothing_again() {
        world.running(Set.of(), "p1");
        String body = "p1 succeeded " + Pictures.dataUri(9);

        assertThat(world.deliver("d1", body).outcome()).isEqualTo(WebhookOutcome.APPLIED);
        assertThat(world.deliver("d1", body).outcome()).isEqualTo(WebhookOutcome.DUPLICATE);
        world.runDue();
        world.deliver("d2", body);
        world.runDue();

        assertThat(stored()).hasSize(1);
        assertThat(world.told(MediaEvent.JobSucceeded.class)).hasSize(1);
    }

    @Test
    void deliveries_in_any_order_leave_the_same_job() {
        Random random = new Random(SeededRandom.start().seed());
        for (int run = 0; run < 200; run++) {
            World each = new World();
            each.running(Set.of(), "p1");
            List<String> bodies = new ArrayList<>(
                    List.of("p1 starting", "p1 processing", "p1 processing", "p1 succeeded " + Pictures.dataUri(9)));
            Collections.shuffle(bodies, random);
            for (int i = 0; i < bodies.size(); i++) {
                each.deliver("d" + i, bodies.get(i));
                if (random.nextInt(3) == 0) {
                    each.deliver("d" + i, bodies.get(i));
                    each.runDue();
                }
            }
            each.runDue();

            assertThat(each.job("p1").status()).isEqualTo(JobStatus.SUCCEEDED);
            assertThat(each.told(MediaEvent.JobSucceeded.class)).hasSize(1);
            assertThat(each.blobs.list("media", "", null).blobs()).hasSize(1);
        }
    }

    @Test
    void the_first_outcome_wins() {
        world.running(Set.of(), "p1");

        world.deliver("d1", "p1 failed");
        world.deliver("d2", "p1 succeeded " + Pictures.dataUri(9));
        world.deliver("d3", "p1 processing");
        world.runDue();

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.FAILED);
        assertThat(world.told(MediaEvent.JobFailed.class)).hasSize(1);
        assertThat(stored()).isEmpty();
    }

    @Test
    void promoting_by_many_at_once_keeps_one_asset() throws Exception {
        world.running(Set.of(), "p1");
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(9));

        List<Asset> promoted =
                atOnce(16, () -> world.media.promote(world.job("p1").id(), 0));
        world.live(Duration.ofHours(2));

        assertThat(promoted).extracting(Asset::id).containsOnly(promoted.get(0).id());
        assertThat(stored()).hasSize(1);
    }

    @Test
    void parallel_deliveries_of_one_message_are_applied_once() throws Exception {
        world.running(Set.of(), "p1");

        List<WebhookOutcome> outcomes = atOnce(
                20,
                () -> world.deliver("d1", "p1 succeeded " + Pictures.dataUri(9)).outcome());
        world.live(Duration.ofHours(2));

        assertThat(outcomes).filteredOn(WebhookOutcome.APPLIED::equals).hasSize(1);
        assertThat(outcomes).filteredOn(WebhookOutcome.DUPLICATE::equals).hasSize(19);
        assertThat(stored()).hasSize(1);
        assertThat(world.told(MediaEvent.JobSucceeded.class)).hasSize(1);
    }

    @Test
    void releasing_by_many_at_once_deletes_once() throws Exception {
        Asset asset = world.upload(World.KEPT);

        atOnce(50, () -> {
            world.media.release(asset.id());
            world.runDue();
            return asset;
        });
        world.live(World.QUARANTINE.plusDays(1));
        world.media.release(asset.id());
        world.live(Duration.ofDays(1));

        assertThat(world.state(asset)).isEqualTo(AssetState.DELETED);
        assertThat(world.told(MediaEvent.AssetDeleted.class)).hasSize(1);
        assertThat(world.media.givenUp(10)).isEmpty();
    }

    @Test
    void a_job_and_a_release_at_the_same_moment_leave_either_a_pinned_asset_or_a_refused_job() throws Exception {
        for (int run = 0; run < 100; run++) {
            World each = new World();
            Asset asset = each.upload(World.KEPT);
            each.media.release(asset.id());
            each.runDue();
            each.clock.advance(World.QUARANTINE.plusSeconds(1));

            List<Boolean> opened = atOnce(List.of(() -> opens(each, asset), () -> {
                each.runDue();
                return true;
            }));
            each.live(Duration.ofHours(1));

            assertThat(each.has(asset)).isEqualTo(opened.get(0));
        }
    }

    private static boolean opens(World world, Asset asset) {
        try {
            world.running(Set.of(asset.id()), "p1");
            return true;
        } catch (dev.medialifecycle.error.MediaLifecycleException e) {
            return false;
        }
    }

    @Test
    void an_output_is_one_asset_however_many_pass_over_it() throws Exception {
        world.running(Set.of(world.upload(AssetRole.INPUT).id()), "p1");
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(9) + " " + Pictures.dataUri(10));

        atOnce(8, world::runDue);

        assertThat(stored()).hasSize(2);
        assertThat(world.job("p1").status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    private List<StoredBlob> stored() {
        return world.blobs.list("media", "", null).blobs();
    }

    private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
        return atOnce(Collections.nCopies(times, work));
    }

    private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(work)) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
