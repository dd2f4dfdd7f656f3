package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.JobOutput;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.StoredDelivery;
import dev.medialifecycle.webhook.Trust;
import dev.medialifecycle.webhook.Vendor;
import dev.medialifecycle.webhook.WebhookOutcome;
import dev.medialifecycle.webhook.WebhookReply;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What senders say is believed as far as they prove who they are; otherwise the vendor is asked. */
class TrustTest {
    private static final String FORGED_OUTPUT = Pictures.dataUri(5);
    private static final String TRUE_OUTPUT = Pictures.dataUri(9);

    private Function<VendorJobId, Optional<JobEvent>> truth = unused -> Optional.empty();
    private int asked;
    private final World world = new World(builder -> builder.vendor(weaklySigned()));

    private Vendor weaklySigned() {
        Vendor acme = Acme.vendor();
        return new Vendor(
                        acme.name(),
                        acme.verifier(),
                        acme.decoder(),
                        job -> {
                            asked++;
                            return truth.apply(job);
                        },
                        acme.outputs(),
                        acme.patience())
                .withTrust(Trust.of(Assurance.BEARER));
    }

    @Test
    void a_forged_success_changes_nothing_and_the_vendor_is_asked() {
        world.running(Set.of(), "p1");
        truth = job -> Optional.of(
                new JobEvent(job, new News.Ended(new JobOutcome.Succeeded(List.of(URI.create(TRUE_OUTPUT))))));

        WebhookReply reply = world.media.receive(Acme.weak("d1", "p1 succeeded " + FORGED_OUTPUT));
        assertThat(reply.outcome()).isEqualTo(WebhookOutcome.PARKED);
        assertThat(reply.httpStatus()).isEqualTo(200);
        assertThat(reply.body())
                .as("the sender does not learn whether there is such a job")
                .isEqualTo(world.media.receive(Acme.weak("d2", "p2 succeeded")).body());
        assertThat(world.job("p1").status()).isEqualTo(JobStatus.STARTING);
        world.runDue();

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(world.job("p1").outputs()).extracting(JobOutput::source).containsExactly(URI.create(TRUE_OUTPUT));
        assertThat(asked).isOne();
        assertThat(in(DeliveryState.APPLIED))
                .singleElement()
                .extracting(StoredDelivery::assurance)
                .isEqualTo(Assurance.BEARER);
    }

    @Test
    void a_forged_failure_ends_nothing_while_the_vendor_works() {
        world.running(Set.of(), "p1");
        truth = job -> Optional.of(new JobEvent(job, new News.Running(JobStatus.PROCESSING)));

        for (int number = 0; number < 50; number++) {
            world.media.receive(Acme.weak("d" + number, "p1 failed"));
        }
        world.runDue();
        assertThat(asked).as("fifty forgeries at once are one question").isOne();
        world.live(Duration.ofHours(1));

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.PROCESSING);
        assertThat(world.told(MediaEvent.JobFailed.class)).isEmpty();
        assertThat(in(DeliveryState.IGNORED))
                .hasSize(50)
                .extracting(StoredDelivery::reason)
                .containsOnly("The vendor says otherwise");
    }

    @Test
    void a_true_word_that_is_ahead_of_the_vendors_own_api_is_asked_about_again_soon() {
        world.running(Set.of(), "p1");
        truth = job -> Optional.of(
                asked < 3
                        ? new JobEvent(job, new News.Running(JobStatus.PROCESSING))
                        : new JobEvent(job, new News.Ended(new JobOutcome.Failed("out of memory"))));

        world.media.receive(Acme.weak("d1", "p1 failed"));
        world.live(Duration.ofSeconds(40));

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.FAILED);
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void a_weak_word_that_came_before_its_job_waits_for_it_and_is_asked_about_then() {
        truth = job -> Optional.of(new JobEvent(job, new News.Ended(new JobOutcome.Failed("the vendor's words"))));

        world.media.receive(Acme.weak("d1", "p1 succeeded " + FORGED_OUTPUT));
        world.live(Duration.ofMinutes(1));
        assertThat(asked).isZero();
        world.running(Set.of(), "p1");
        world.runDue();

        assertThat(world.job("p1").failure()).isEqualTo("the vendor's words");
    }

    @Test
    void a_sender_who_is_not_believed_learns_nothing_of_the_job() {
        world.running(Set.of(), "p1");

        for (String news : List.of("failed", "processing", "confused", "succeeded")) {
            for (int time = 0; time < 2; time++) {
                WebhookReply reply = world.media.receive(Acme.weak("d-" + news, "p1 " + news));
                assertThat(reply.body())
                        .isEqualTo("{\"processed\":false,\"reason\":\"Not proved, the vendor is asked\"}");
            }
        }
    }

    @Test
    void nobody_is_asked_about_a_job_that_has_ended() {
        world.running(Set.of(), "p1");
        world.deliver("d1", "p1 failed");

        world.media.receive(Acme.weak("d2", "p1 succeeded " + FORGED_OUTPUT));
        world.live(Duration.ofHours(1));

        assertThat(asked).isZero();
        assertThat(world.job("p1").status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void a_poller_that_speaks_of_another_job_is_not_listened_to() {
        world.running(Set.of(), "p1");
        truth = job -> Optional.of(new JobEvent(
                new VendorJobId(Acme.NAME, "p2"), new News.Ended(new JobOutcome.Failed("of another one"))));

        world.media.receive(Acme.weak("d1", "p1 failed"));
        world.live(Duration.ofHours(1));

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.STARTING);
    }

    @Test
    void what_proves_less_than_the_vendor_should_is_kept_for_a_person_if_nobody_can_be_asked() {
        World world = new World();
        world.running(Set.of(), "p1");

        world.media.receive(Acme.weak("d1", "p1 failed"));
        world.runDue();

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.STARTING);
        List<StoredDelivery> dead =
                world.repository.inNewTransaction(tx -> tx.deliveries().in(DeliveryState.DEAD, 9));
        assertThat(dead)
                .singleElement()
                .extracting(StoredDelivery::reason)
                .asString()
                .contains("proves too little");
    }

    @Test
    void the_host_may_say_in_so_many_words_that_a_token_is_enough() {
        Trust trust = Trust.of(Assurance.BEARER).believing(Assurance.BEARER);
        World world = new World(builder -> builder.vendor(Acme.vendor().withTrust(trust)));
        world.running(Set.of(), "p1");

        assertThat(world.media.receive(Acme.weak("d1", "p1 failed")).outcome()).isEqualTo(WebhookOutcome.APPLIED);

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.FAILED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Assurance.class,
            names = {"ID_ONLY", "BEARER", "CAPABILITY_URL", "NONE"})
    void a_vendor_that_proves_too_little_and_cannot_be_asked_is_refused_when_it_is_configured(Assurance proven) {
        Vendor vendor = Acme.vendor().withTrust(Trust.of(proven));

        assertThatThrownBy(() -> new World(builder -> builder.vendor(vendor)))
                .isInstanceOfSatisfying(
                        MediaLifecycleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNPROVEN_VENDOR))
                .hasMessageContaining("acme")
                .hasMessageContaining("believing(" + proven + ")");
    }

    @ParameterizedTest
    @EnumSource(
            value = Assurance.class,
            names = {"FULL", "TIMED_BODY", "BODY_ONLY"})
    void a_signed_body_is_believed(Assurance proven) {
        assertThat(Trust.of(proven).isSufficient()).isTrue();
        assertThat(Trust.of(proven).believing(Assurance.FULL).isSufficient()).isEqualTo(proven == Assurance.FULL);
    }

    private List<StoredDelivery> in(DeliveryState state) {
        return world.repository.inNewTransaction(tx -> tx.deliveries().in(state, 100));
    }
}
