package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.sweep.PassReport;
import dev.medialifecycle.webhook.DeliveryId;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.Patience;
import dev.medialifecycle.webhook.StoredDelivery;
import dev.medialifecycle.webhook.Vendor;
import dev.medialifecycle.webhook.WebhookOutcome;
import dev.medialifecycle.webhook.WebhookReply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is stored, what is answered, and what of it is done when. */
class InboxTest {
    private static final String OUTPUT = Pictures.dataUri(9);

    private final World world = new World();

    @Test
    void an_end_that_contradicts_the_first_is_told_and_never_applied() {
        Job job = world.running(Set.of(), "p1");
        world.deliver("d1", "p1 failed");

        WebhookReply reply = world.deliver("d2", "p1 succeeded " + OUTPUT);
        world.live(Duration.ofHours(2));

        assertThat(reply.outcome()).isEqualTo(WebhookOutcome.TOO_LATE);
        assertThat(reply.body()).isEqualTo("{\"processed\":false,\"reason\":\"out of memory\"}");
        assertThat(world.job("p1").status()).isEqualTo(JobStatus.FAILED);
        assertThat(world.told(MediaEvent.OutcomeConflict.class)).singleElement().satisfies(told -> {
            assertThat(told.job().id()).isEqualTo(job.id());
            assertThat(told.said()).isEqualTo(JobStatus.SUCCEEDED);
        });
        assertThat(world.told(MediaEvent.JobFailed.class)).hasSize(1);
        assertThat(world.told(MediaEvent.JobSucceeded.class)).isEmpty();
    }

    @Test
    void an_end_that_is_told_again_is_no_contradiction() {
        for (String end :
                List.of("failed", "canceled", "succeeded", "succeeded " + OUTPUT, "succeeded data:nonsense")) {
            String id = "p" + UUID.randomUUID();
            world.running(Set.of(), id);
            world.deliver(id + 1, id + " " + end);
            world.runDue();
            assertThat(world.deliver(id + 2, id + " " + end).outcome()).as(end).isEqualTo(WebhookOutcome.APPLIED);
        }

        assertThat(world.told(MediaEvent.OutcomeConflict.class)).isEmpty();
    }

    @Test
    void every_end_contradicts_every_other() {
        for (String end : List.of("failed", "canceled", "succeeded " + OUTPUT, "succeeded")) {
            for (String other : List.of("failed", "canceled", "succeeded " + OUTPUT)) {
                if (!end.equals(other) && !(end.equals("succeeded") && other.equals("failed"))) {
                    String id = "p" + UUID.randomUUID();
                    world.running(Set.of(), id);
                    world.deliver(id + 1, id + " " + end);
                    JobStatus before = world.job(id).status();
                    world.deliver(id + 2, id + " " + other);
                    assertThat(world.told(MediaEvent.OutcomeConflict.class))
                            .as(end + " and then " + other)
                            .anyMatch(told -> told.job().equals(world.job(id)));
                    assertThat(world.job(id).status()).isEqualTo(before);
                }
            }
        }
    }

    @Test
    void late_news_of_a_job_that_has_ended_changes_nothing_and_is_no_contradiction() {
        world.running(Set.of(), "p1");
        world.deliver("d1", "p1 failed");
        Job failed = world.job("p1");

        assertThat(world.deliver("d2", "p1 processing").outcome()).isEqualTo(WebhookOutcome.APPLIED);
        assertThat(world.deliver("d3", "p1 starting").outcome()).isEqualTo(WebhookOutcome.APPLIED);

        assertThat(world.job("p1")).isEqualTo(failed);
        assertThat(world.told(MediaEvent.OutcomeConflict.class)).isEmpty();
    }

    @Test
    void the_outcome_of_a_job_whose_record_was_deleted_is_answered_with_the_reason_and_leaves_nothing() {
        Asset input = world.upload(AssetRole.INPUT);
        Job job = world.running(Set.of(input.id()), "p1");
        assertThat(world.has(input)).isTrue();
        world.media.cancelJob(job.id(), "Job deleted");

        WebhookReply reply = world.deliver("d1", "p1 succeeded " + OUTPUT);
        world.live(Duration.ofDays(2));

        assertThat(reply.httpStatus()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"processed\":false,\"reason\":\"Job deleted\"}");
        assertThat(world.blobs.list("media", "", null).blobs()).isEmpty();
        assertThat(world.blobs.list("inputs", "", null).blobs()).isEmpty();
        assertThat(world.told(MediaEvent.JobFailed.class)).hasSize(1);
        assertThat(world.told(MediaEvent.OutcomeConflict.class)).hasSize(1);
    }

    @Test
    void a_parked_end_that_comes_too_late_is_told_as_well() {
        Job job = world.media.openJob(World.USER, Acme.NAME, Set.of());
        world.deliver("d1", "p1 succeeded " + OUTPUT);
        world.media.cancelJob(job.id(), "Job deleted");
        world.media.jobStarted(job.id(), new VendorJobId(Acme.NAME, "p1"));

        world.runDue();

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.CANCELED);
        assertThat(world.told(MediaEvent.OutcomeConflict.class)).hasSize(1);
        assertThat(world.media.deliveries(DeliveryState.IGNORED, 9))
                .singleElement()
                .extracting(StoredDelivery::reason)
                .isEqualTo("Job deleted");
    }

    @Test
    void a_host_that_brings_news_itself_is_told_what_came_of_it() {
        VendorJobId id = new VendorJobId(Acme.NAME, "p1");
        JobEvent failed = new JobEvent(id, new News.Ended(new JobOutcome.Failed("no memory")));
        assertThat(world.media.apply(failed)).as("of no job").isEqualTo(WebhookOutcome.IGNORED);
        world.running(Set.of(), "p1");

        assertThat(world.media.apply(failed)).isEqualTo(WebhookOutcome.APPLIED);
        assertThat(world.media.apply(failed)).isEqualTo(WebhookOutcome.APPLIED);
        assertThat(world.media.apply(new JobEvent(id, new News.Ended(new JobOutcome.Canceled()))))
                .isEqualTo(WebhookOutcome.TOO_LATE);
        assertThat(world.media.apply(new JobEvent(id, new News.Unknown("confused"))))
                .isEqualTo(WebhookOutcome.IGNORED);
    }

    @Test
    void a_dead_letter_is_replayed_once_its_job_is_there() {
        world.deliver("d1", "p1 succeeded " + OUTPUT);
        world.live(Duration.ofDays(2));
        DeliveryId dead = only(DeliveryState.DEAD).id();
        world.running(Set.of(), "p1");
        world.runDue();
        assertThat(world.job("p1").status()).isEqualTo(JobStatus.STARTING);

        assertThat(world.media.replay(dead).outcome()).isEqualTo(WebhookOutcome.APPLIED);
        world.runDue();

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(world.media.deliveries(DeliveryState.DEAD, 9)).isEmpty();
    }

    @Test
    void replaying_what_was_applied_does_nothing_again() {
        world.running(Set.of(), "p1");
        world.deliver("d1", "p1 succeeded " + OUTPUT);
        world.runDue();
        DeliveryId applied = only(DeliveryState.APPLIED).id();
        Job before = world.job("p1");

        for (int time = 0; time < 3; time++) {
            assertThat(world.media.replay(applied).outcome()).isEqualTo(WebhookOutcome.APPLIED);
            world.runDue();
        }

        assertThat(world.job("p1")).isEqualTo(before);
        assertThat(world.blobs.list("media", "", null).blobs()).hasSize(1);
        assertThat(world.told(MediaEvent.JobSucceeded.class)).hasSize(1);
    }

    @Test
    void all_dead_letters_are_replayed_and_those_that_stay_dead_are_named() {
        world.deliver("d1", "nonsense");
        world.deliver("d2", "p1 failed");
        world.deliver("d3", "p2 failed");
        world.live(Duration.ofDays(2));
        assertThat(world.media.deliveries(DeliveryState.DEAD, 9)).hasSize(3);
        world.running(Set.of(), "p1");
        world.running(Set.of(), "p2");

        PassReport report = world.media.replayDead(100);

        assertThat(report.done()).isEqualTo(2);
        assertThat(report.kept()).isOne();
        assertThat(report.notes()).singleElement().asString().contains("ML-WH-006");
        assertThat(world.job("p1").status()).isEqualTo(JobStatus.FAILED);
        assertThat(only(DeliveryState.DEAD).reason()).contains("no status");
    }

    @Test
    void a_delivery_that_nobody_knows_cannot_be_replayed() {
        assertThatThrownBy(() -> world.media.replay(new DeliveryId(new UUID(0, 1))))
                .isInstanceOfSatisfying(
                        MediaLifecycleException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.DELIVERY_NOT_FOUND));
    }

    @Test
    void a_replay_proves_no_more_than_the_delivery_did() {
        World world = new World();
        world.running(Set.of(), "p1");
        world.media.receive(Acme.weak("d1", "p1 failed"));
        world.runDue();
        DeliveryId dead = world.media.deliveries(DeliveryState.DEAD, 9).get(0).id();

        world.media.replay(dead);
        world.runDue();

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.STARTING);
    }

    @Test
    void deliveries_are_remembered_for_as_long_as_their_vendor_tries_again_and_no_longer() {
        Vendor stubborn = Acme.vendor()
                .withPatience(
                        new Patience(Duration.ofMinutes(15), Duration.ofHours(24)).rememberingFor(Duration.ofDays(10)));
        World world = new World(builder -> builder.vendor(stubborn));
        world.running(Set.of(), "p1");
        world.deliver("d1", "p1 failed");

        live(world, Duration.ofDays(9));
        assertThat(world.deliver("d1", "p1 failed").outcome()).isEqualTo(WebhookOutcome.DUPLICATE);
        live(world, Duration.ofDays(2));

        assertThat(world.media.deliveries(DeliveryState.APPLIED, 9)).isEmpty();
    }

    @Test
    void four_days_are_remembered_where_nobody_says_more() {
        world.running(Set.of(), "p1");
        world.deliver("d1", "p1 failed");

        live(world, Duration.ofHours(95));
        assertThat(world.deliver("d1", "p1 failed").outcome()).isEqualTo(WebhookOutcome.DUPLICATE);
        live(world, Duration.ofHours(2));

        assertThat(world.media.deliveries(DeliveryState.APPLIED, 9)).isEmpty();
    }

    private static void live(World world, Duration time) {
        world.live(time);
        world.media.sweep(CyclePlan.dryRun(List.of(World.MEDIA)).executing());
    }

    @Test
    void success_without_outputs_is_a_failure_and_says_so() {
        world.running(Set.of(), "p1");
        world.deliver("d1", "p1 succeeded");
        world.runDue();

        assertThat(world.job("p1").failure()).isEqualTo("No outputs generated");
        assertThat(world.told(MediaEvent.JobFailed.class)).hasSize(1);
    }

    @Test
    void a_failure_that_is_delivered_five_times_over_a_restart_is_told_once() {
        world.running(Set.of(), "p1");
        world.deliver("d1", "p1 failed");
        world.deliver("d1", "p1 failed");
        world.deliver("d2", "p1 failed");
        World restarted = World.continuing(world, unchanged -> {});
        restarted.deliver("d2", "p1 failed");
        restarted.deliver("d3", "p1 failed");

        restarted.live(Duration.ofHours(2));
        world.live(Duration.ofHours(2));

        assertThat(world.told(MediaEvent.JobFailed.class).size()
                        + restarted.told(MediaEvent.JobFailed.class).size())
                .isOne();
    }

    @Test
    void answers_come_while_a_download_hangs() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        HttpServer slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        slow.createContext("/", exchange -> {
            hanging.countDown();
            try (exchange) {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        slow.start();
        try {
            world.running(Set.of(), "p1");
            world.running(Set.of(), "p2");
            int port = slow.getAddress().getPort();
            world.deliver("d1", "p1 succeeded http://localhost:" + port + "/never.png");
            Thread worker = new Thread(world::runDue);
            worker.start();
            assertThat(hanging.await(30, TimeUnit.SECONDS)).isTrue();

            for (int number = 0; number < 100; number++) {
                assertThat(world.deliver("e" + number, "p2 processing").outcome())
                        .isEqualTo(WebhookOutcome.APPLIED);
            }

            assertThat(worker.isAlive()).as("the download hangs still").isTrue();
            over.countDown();
            worker.join(30_000);
        } finally {
            over.countDown();
            slow.stop(0);
        }
    }

    @Test
    void every_end_has_its_time_and_nothing_else_has() {
        for (String end : List.of("failed", "canceled", "succeeded", "succeeded " + OUTPUT)) {
            String id = "p" + UUID.randomUUID();
            world.running(Set.of(), id);
            world.deliver(id + 1, id + " processing");
            assertThat(world.job(id).endedAt()).isNull();
            world.clock.advance(Duration.ofMinutes(1));
            world.deliver(id + 2, id + " " + end);
            world.runDue();
            assertThat(world.job(id).endedAt()).as(end).isEqualTo(world.clock.instant());
        }
    }

    @Test
    void news_on_the_way_makes_no_call_of_the_store() {
        world.running(Set.of(), "p1");
        int before = world.storage.journal().size();

        world.deliver("d1", "p1 starting");
        world.deliver("d2", "p1 processing");

        assertThat(world.storage.journal()).hasSize(before);
        assertThat(world.job("p1").status()).isEqualTo(JobStatus.PROCESSING);
    }

    @Test
    void some_outputs_that_cannot_be_kept_are_listed_and_all_of_them_are_a_failure() {
        world.running(Set.of(), "p1");
        world.running(Set.of(), "p2");
        world.deliver("d1", "p1 succeeded " + OUTPUT + " data:nonsense " + Pictures.dataUri(7));
        world.deliver("d2", "p2 succeeded data:nonsense data:nonsense");
        world.runDue();

        Job some = world.job("p1");
        assertThat(some.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(some.outputs()).extracting(output -> output.asset() != null).containsExactly(true, false, true);
        assertThat(some.output(1).failure()).isNotBlank();
        assertThat(world.job("p2").status()).isEqualTo(JobStatus.FAILED);
        assertThat(world.job("p2").failure()).isEqualTo("Failed to process outputs");
    }

    private StoredDelivery only(DeliveryState state) {
        List<StoredDelivery> all = world.media.deliveries(state, 9);
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
