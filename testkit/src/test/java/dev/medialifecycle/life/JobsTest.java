package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobReport;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.webhook.JobControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What becomes of a job by what is heard of it. */
class JobsTest {
    private final World world = new World();

    @Test
    void what_the_vendor_tells_beside_the_outcome_is_kept_with_the_job() {
        world.running(Set.of(), "p1");

        world.deliver("d1", "p1 processing log:begun");
        assertThat(world.job("p1").report()).isEqualTo(new JobReport(null, "begun"));
        world.deliver("d2", "p1 failed took:PT2.5S log:begun,broken");

        assertThat(world.job("p1").report()).isEqualTo(new JobReport(Duration.ofMillis(2_500), "begun,broken"));
        assertThat(world.job("p1").failure()).isEqualTo("out of memory");
    }

    @Test
    void a_canceled_job_ends_at_once_and_the_vendor_is_told() {
        List<VendorJobId> stopped = new ArrayList<>();
        World world = told(JobControl.of(stopped::add, null));
        Asset input = world.upload(AssetRole.INPUT);
        Job job = world.running(Set.of(input.id()), "p1");

        Job canceled = world.media.cancelJob(job.id(), "Job deleted");
        assertThat(canceled.status()).isEqualTo(JobStatus.CANCELED);
        assertThat(stopped).as("nobody is asked in the host's transaction").isEmpty();
        world.runDue();
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(9));
        world.live(Duration.ofDays(2));

        assertThat(stopped).containsExactly(new VendorJobId(Acme.NAME, "p1"));
        assertThat(world.job("p1")).isEqualTo(canceled);
        assertThat(world.has(input)).isFalse();
        assertThat(world.told(MediaEvent.JobFailed.class)).hasSize(1);
        assertThat(world.blobs.list("media", "", null).blobs()).isEmpty();
    }

    @Test
    void a_job_that_is_canceled_before_it_is_known_at_the_vendor_is_stopped_when_it_is() {
        List<VendorJobId> stopped = new ArrayList<>();
        World world = told(JobControl.of(stopped::add, null));
        Job job = world.media.openJob(World.USER, Acme.NAME, Set.of());

        world.media.cancelJob(job.id(), "not wanted");
        world.runDue();
        assertThat(stopped).isEmpty();
        world.media.jobStarted(job.id(), new VendorJobId(Acme.NAME, "p1"));
        world.runDue();

        assertThat(stopped).containsExactly(new VendorJobId(Acme.NAME, "p1"));
    }

    @Test
    void a_vendor_that_cannot_be_reached_is_told_again() {
        AtomicInteger asked = new AtomicInteger();
        World world = told(JobControl.of(
                job -> {
                    if (asked.incrementAndGet() < 3) {
                        throw new MediaLifecycleException(
                                ErrorCode.VENDOR_UNAVAILABLE, ErrorKind.UNAVAILABLE, "no answer");
                    }
                },
                null));
        world.media.cancelJob(world.running(Set.of(), "p1").id(), "not wanted");

        world.live(Duration.ofHours(1));

        assertThat(asked).hasValue(3);
        assertThat(world.media.givenUp(9)).isEmpty();
    }

    @Test
    void canceling_while_outputs_are_kept_leaves_none_of_them() {
        Job job = world.running(Set.of(), "p1");
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(9) + " http://localhost:1/never.png");
        world.media.promote(job.id(), 0);
        assertThat(world.job("p1").status()).isEqualTo(JobStatus.KEEPING);

        world.media.cancelJob(job.id(), "not wanted");
        world.live(Duration.ofDays(10));

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.CANCELED);
        assertThat(world.job("p1").output(1).failure()).isEqualTo("not wanted");
        assertThat(world.blobs.list("media", "", null).blobs()).isEmpty();
    }

    @Test
    void canceling_does_nothing_to_a_job_that_has_ended() {
        Job job = world.running(Set.of(), "p1");
        world.deliver("d1", "p1 failed");
        Job failed = world.job("p1");

        assertThat(world.media.cancelJob(job.id(), "too late")).isEqualTo(failed);
        world.runDue();
        assertThat(world.job("p1")).isEqualTo(failed);
    }

    @Test
    void a_vendor_forgets_a_job_after_its_outputs_are_kept_and_never_before() {
        List<VendorJobId> forgotten = new ArrayList<>();
        World world = told(JobControl.of(null, forgotten::add).forgettingAfterKeeping());
        world.running(Set.of(), "p1");
        world.running(Set.of(), "p2");
        world.running(Set.of(), "p3");
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(9));
        world.deliver("d2", "p2 succeeded " + Pictures.dataUri(9) + " data:nonsense");
        world.deliver("d3", "p3 failed");
        assertThat(forgotten).isEmpty();

        world.live(Duration.ofHours(1));

        assertThat(forgotten).containsExactly(new VendorJobId(Acme.NAME, "p1"));
    }

    @Test
    void a_vendor_forgets_nothing_of_which_the_copy_is_not_in_the_store() {
        List<VendorJobId> forgotten = new ArrayList<>();
        World world = told(JobControl.of(null, forgotten::add));
        Job job = world.running(Set.of(), "p1");
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(9));
        assertThatThrownBy(() -> world.media.forgetAtVendor(job.id())).hasMessageContaining("KEEPING");
        world.runDue();
        Asset kept = world.media.promote(job.id(), 0);
        world.blobs.delete(List.of(world.blobs.stat(kept.location()).orElseThrow()));

        world.media.forgetAtVendor(job.id());
        world.runDue();

        assertThat(forgotten).isEmpty();
    }

    @Test
    void a_vendor_that_cannot_forget_is_refused_when_it_is_configured() {
        assertThatThrownBy(() -> JobControl.none().forgettingAfterKeeping())
                .isInstanceOfSatisfying(
                        MediaLifecycleException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.MISSING_CAPABILITY));
        Job job = world.running(Set.of(), "p1");
        assertThatThrownBy(() -> world.media.forgetAtVendor(job.id())).hasMessageContaining("cannot be told to forget");
    }

    private static World told(JobControl control) {
        return new World(builder -> builder.vendor(Acme.vendor().withControl(control)));
    }

    @Test
    void a_report_outlives_the_keeping_of_outputs() {
        world.running(Set.of(), "p1");
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(9) + " took:PT1S");

        world.runDue();

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(world.job("p1").report().predictTime()).isEqualTo(Duration.ofSeconds(1));
    }
}
