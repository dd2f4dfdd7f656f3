package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.Vendor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Jobs whose webhook never comes. */
class PollingTest {
    private Function<VendorJobId, Optional<JobEvent>> answer = unused -> Optional.empty();
    private int asked;
    private final World world = new World(builder -> builder.vendor(polled(Acme.vendor())));

    private Vendor polled(Vendor acme) {
        return new Vendor(
                acme.name(),
                acme.verifier(),
                acme.decoder(),
                job -> {
                    asked++;
                    return answer.apply(job);
                },
                acme.outputs(),
                acme.patience());
    }

    @Test
    void a_job_whose_entry_for_an_output_was_forgotten_asks_for_it_again() {
        World world = new World();
        world.running(Set.of(), "p1");
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(9));
        world.repository.inNewTransaction(tx ->
                tx.outbox().settle(tx.outbox().lease(Lane.KEEPING, world.clock.instant(), Duration.ofMinutes(5), 10)));

        world.live(Duration.ofDays(2));

        assertThat(world.job("p1").status().isTerminal()).isTrue();
    }

    @Test
    void a_job_without_news_is_asked_about_and_ends_as_the_vendor_says() {
        world.running(Set.of(), "p1");
        answer = job -> Optional.of(
                new JobEvent(job, new News.Ended(new JobOutcome.Succeeded(List.of(URI.create(Pictures.dataUri(9)))))));

        world.live(Duration.ofMinutes(14));
        assertThat(asked).isZero();
        world.live(Duration.ofMinutes(2));

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.SUCCEEDED);
        world.live(Duration.ofDays(2));
        assertThat(asked).isOne();
    }

    @Test
    void a_job_that_the_vendor_does_not_know_expires_at_its_deadline() {
        world.running(Set.of(), "p1");

        world.live(Duration.ofHours(25));

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.EXPIRED);
        assertThat(world.told(MediaEvent.JobFailed.class)).hasSize(1);
    }

    @Test
    void a_job_that_the_vendor_still_works_on_does_not_expire() {
        world.running(Set.of(), "p1");
        answer = job -> Optional.of(new JobEvent(job, new News.Running(JobStatus.PROCESSING)));

        world.live(Duration.ofDays(3));

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.PROCESSING);
    }

    @Test
    void a_vendor_that_cannot_be_asked_has_not_said_that_the_job_is_lost() {
        world.running(Set.of(), "p1");
        answer = job -> {
            throw new MediaLifecycleException(ErrorCode.VENDOR_UNAVAILABLE, ErrorKind.UNAVAILABLE, "down");
        };
        world.live(Duration.ofDays(3));
        assertThat(world.job("p1").status()).isEqualTo(JobStatus.STARTING);

        answer = job -> Optional.of(new JobEvent(job, new News.Ended(new JobOutcome.Failed("out of memory"))));
        world.live(Duration.ofDays(1));

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.FAILED);
        assertThat(world.media.givenUp(10)).isEmpty();
    }

    @Test
    void a_job_that_was_never_started_at_the_vendor_expires_too() {
        var job = world.media.openJob(World.USER, Acme.NAME, Set.of());

        world.live(Duration.ofHours(25));

        assertThat(world.media.job(job.id()).orElseThrow().status()).isEqualTo(JobStatus.EXPIRED);
        assertThat(asked).isZero();
    }

    @Test
    void news_that_came_before_its_job_was_known_is_applied_before_the_job_expires() {
        var job = world.media.openJob(World.USER, Acme.NAME, Set.of());
        world.clock.advance(Duration.ofHours(20));
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(9));
        world.clock.advance(Duration.ofHours(5));
        world.media.jobStarted(job.id(), new VendorJobId(Acme.NAME, "p1"));

        world.runDue();

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.SUCCEEDED);
    }
}
