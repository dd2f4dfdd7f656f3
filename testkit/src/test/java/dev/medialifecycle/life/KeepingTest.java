package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.JobOutput;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.Keeping;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.Vendor;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When outputs are kept, where their bytes are until then, and who hears of those that nobody kept. */
class KeepingTest {
    private static final byte[] NOISE = Pictures.noise(60);
    private static final String NEVER = "http://localhost:1/never.png";

    private final World world = new World();
    private final World onDemand = new World(builder -> builder.keepOutputs(Keeping.ON_DEMAND));

    @Test
    void bytes_in_a_delivery_become_an_asset_and_never_lie_in_the_jobs_row() throws IOException {
        Job job = world.running(Set.of(), "p1");
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(3) + " " + Pictures.dataUri(NOISE));

        assertThat(world.job("p1").outputs())
                .hasSize(2)
                .allMatch(output -> output.source().toString().length() < 2_100);
        world.runDue();

        Asset kept = world.media.promote(job.id(), 1);
        try (InputStream bytes = world.media.open(kept.id(), ByteRange.all())) {
            assertThat(bytes.readAllBytes()).isEqualTo(NOISE);
        }
    }

    @Test
    void bytes_in_a_delivery_outlive_an_outage_that_is_longer_than_the_vendor_keeps_outputs() {
        Job job = world.running(Set.of(), "p1");
        for (int call = 1; call < 500; call++) {
            world.storage.onCall(call, Operation.PUT, new Fault.Before(ErrorKind.UNAVAILABLE));
        }
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(NOISE));
        world.live(Duration.ofHours(30));
        world.media.sweep(CyclePlan.dryRun(List.of(World.MEDIA)).executing());
        assertThat(world.job("p1").status()).isEqualTo(JobStatus.KEEPING);
        world.storage.heal();

        world.live(Duration.ofHours(1));

        assertThat(world.media.promote(job.id(), 0).content().size()).isEqualTo(NOISE.length);
    }

    @Test
    void bytes_in_an_answer_of_the_vendor_are_asked_for_again() {
        Vendor acme = Acme.vendor();
        World world = new World(builder -> builder.vendor(new Vendor(
                acme.name(), acme.verifier(), acme.decoder(), this::succeeded, acme.outputs(), acme.patience())));
        Job job = world.running(Set.of(), "p1");

        world.live(Duration.ofMinutes(20));

        assertThat(world.job("p1").output(0).source().toString()).hasSizeLessThan(100);
        assertThat(world.media.promote(job.id(), 0).content().size()).isEqualTo(NOISE.length);
    }

    private Optional<JobEvent> succeeded(VendorJobId job) {
        URI output = URI.create(Pictures.dataUri(NOISE));
        return Optional.of(new JobEvent(job, new News.Ended(new JobOutcome.Succeeded(List.of(output)))));
    }

    @Test
    void a_vendor_cannot_name_the_bytes_of_another_job() {
        world.running(Set.of(), "p1");
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(NOISE));
        URI others = world.job("p1").output(0).source();
        world.running(Set.of(), "p2");

        world.deliver("d2", "p2 succeeded " + others);
        world.runDue();

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(world.job("p2").status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void bytes_that_are_no_base64_are_lost_at_once() {
        world.running(Set.of(), "p1");
        world.deliver("d1", "p1 succeeded data:image/png;base64,!!! data:image/png,abc");
        world.runDue();

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.FAILED);
        assertThat(world.job("p1").outputs()).extracting(JobOutput::failure).allMatch(why -> why.contains("base64"));
    }

    @Test
    void outputs_at_risk_are_told_once_when_a_fifth_of_their_life_is_left() {
        world.running(Set.of(), "p1");
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(9) + " " + NEVER);

        world.live(Duration.ofMinutes(47));
        assertThat(world.told(MediaEvent.OutputAtRisk.class)).isEmpty();
        world.live(Duration.ofMinutes(2));
        assertThat(world.told(MediaEvent.OutputAtRisk.class)).singleElement().satisfies(told -> {
            assertThat(told.index()).isOne();
            assertThat(told.expiresAt()).isEqualTo(World.START.plus(Duration.ofHours(1)));
        });
        world.live(Duration.ofDays(1));

        assertThat(world.told(MediaEvent.OutputAtRisk.class)).hasSize(1);
    }

    @Test
    void on_demand_a_job_ends_at_once_and_its_outputs_wait_with_url_and_expiry() {
        onDemand.running(Set.of(), "p1");
        onDemand.deliver("d1", "p1 succeeded " + NEVER + " " + Pictures.dataUri(9));
        onDemand.runDue();

        Job job = onDemand.job("p1");
        assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job.output(0).source()).isEqualTo(URI.create(NEVER));
        assertThat(job.output(0).expiresAt()).isEqualTo(World.START.plus(Duration.ofHours(1)));
        assertThat(onDemand.told(MediaEvent.JobSucceeded.class)).hasSize(1);
        assertThat(onDemand.blobs.list("media", "", null).blobs()).isEmpty();
    }

    @Test
    void on_demand_an_output_that_is_asked_for_is_kept_and_the_job_ends_only_once() {
        Job job = onDemand.running(Set.of(), "p1");
        onDemand.deliver("d1", "p1 succeeded " + Pictures.dataUri(7) + " " + Pictures.dataUri(9));
        onDemand.runDue();
        Job ended = onDemand.job("p1");

        Asset first = onDemand.media.promote(job.id(), 1);
        assertThat(onDemand.media.promote(job.id(), 1).id()).isEqualTo(first.id());
        onDemand.media.promote(job.id(), 0);
        onDemand.live(Duration.ofHours(3));

        assertThat(onDemand.job("p1").endedAt()).isEqualTo(ended.endedAt());
        assertThat(onDemand.job("p1").outputs()).noneMatch(JobOutput::isOpen);
        assertThat(onDemand.told(MediaEvent.JobSucceeded.class)).hasSize(1);
        assertThat(onDemand.told(MediaEvent.OutputAtRisk.class)).isEmpty();
    }

    @Test
    void on_demand_whoever_kept_nothing_is_warned_and_no_later_news_is_a_contradiction() {
        Job job = onDemand.running(Set.of(), "p1");
        onDemand.deliver("d1", "p1 succeeded " + NEVER);
        onDemand.deliver("d2", "p1 succeeded " + NEVER);
        onDemand.live(Duration.ofHours(3));

        assertThat(onDemand.told(MediaEvent.OutputAtRisk.class)).hasSize(1);
        assertThat(onDemand.told(MediaEvent.OutcomeConflict.class)).isEmpty();
        assertThatThrownBy(() -> onDemand.media.promote(job.id(), 0)).hasMessageContaining("localhost");
    }
}
