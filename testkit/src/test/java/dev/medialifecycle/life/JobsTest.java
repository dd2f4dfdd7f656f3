package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.job.JobReport;
import dev.medialifecycle.job.JobStatus;
import java.time.Duration;
import java.util.Set;
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
    void a_report_outlives_the_keeping_of_outputs() {
        world.running(Set.of(), "p1");
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(9) + " took:PT1S");

        world.runDue();

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(world.job("p1").report().predictTime()).isEqualTo(Duration.ofSeconds(1));
    }
}
