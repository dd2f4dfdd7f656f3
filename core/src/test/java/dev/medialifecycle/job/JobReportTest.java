package dev.medialifecycle.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What vendors tell is kept as far as it can be kept. */
class JobReportTest {
    @Test
    void keeps_the_end_of_a_long_log() {
        JobReport report = new JobReport(null, "x".repeat(10_000) + "the last word");

        assertThat(report.logs()).hasSize(4_001).startsWith("…x").endsWith("xthe last word");
        assertThat(new JobReport(null, report.logs())).isEqualTo(report);
    }

    @Test
    void keeps_the_beginning_of_a_long_reason() {
        Job failed = failed("the first word" + "x".repeat(10_000));

        assertThat(failed.failure())
                .hasSize(1_001)
                .startsWith("the first wordx")
                .endsWith("x…");
        assertThat(failed.atVersion(0)).isEqualTo(failed);
    }

    @Test
    void replaces_characters_that_a_database_would_refuse() {
        assertThat(new JobReport(null, "a\0b\ud83dc\n\ud83d\ude00").logs()).isEqualTo("a\ufffdb\ufffdc\n\ud83d\ude00");
        assertThat(failed("\0\udc00").failure()).isEqualTo("\ufffd\ufffd");
    }

    @Test
    void leaves_out_what_cannot_be_true() {
        assertThat(new JobReport(Duration.ofSeconds(-1), " ")).isEqualTo(JobReport.none());
        assertThat(new JobReport(Duration.ofSeconds(Long.MAX_VALUE), null)).isEqualTo(JobReport.none());
        assertThat(new JobReport(Duration.ofNanos(1_999), null).predictTime()).isEqualTo(Duration.ofNanos(1_000));
    }

    @Test
    void forgets_nothing_that_is_not_told_again() {
        JobReport first = new JobReport(Duration.ofSeconds(1), "one");

        assertThat(first.then(JobReport.none())).isEqualTo(first);
        assertThat(first.then(new JobReport(null, "two"))).isEqualTo(new JobReport(Duration.ofSeconds(1), "two"));
        assertThat(JobReport.none().then(first)).isEqualTo(first);
    }

    private static Job failed(String failure) {
        return new Job(
                new JobId(new UUID(0, 1)),
                "owner",
                "acme",
                Set.of(),
                null,
                JobStatus.FAILED,
                failure,
                JobReport.none(),
                List.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                0);
    }

    @Test
    void shows_no_log() {
        assertThat(new JobReport(null, "secret")).asString().doesNotContain("secret");
    }
}
