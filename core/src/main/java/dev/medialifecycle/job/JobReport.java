package dev.medialifecycle.job;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor tells of its work beside how it ended: how long it computed, to the microsecond, and what it logged. Null is what
 * it does not tell, or tells and cannot be true; of a long log the last 4,000 characters are kept.
 */
public record JobReport(
        @Nullable Duration predictTime, @Nullable String logs) {
    private static final int LONGEST_LOG = 4_000;
    private static final Duration LONGEST_TIME = Duration.ofDays(365);
    private static final JobReport NONE = new JobReport(null, null);

    /** Shortens the log, and leaves out a time that is negative or over a year. */
    public JobReport {
        boolean isPossible =
                predictTime != null && !predictTime.isNegative() && predictTime.compareTo(LONGEST_TIME) <= 0;
        predictTime = predictTime == null || !isPossible ? null : predictTime.truncatedTo(ChronoUnit.MICROS);
        logs = logs == null || logs.isBlank() ? null : VendorText.end(logs, LONGEST_LOG);
    }

    /** Nothing told. */
    public static JobReport none() {
        return NONE;
    }

    /** What was told before and what is told now, now winning. */
    public JobReport then(JobReport newer) {
        return new JobReport(
                newer.predictTime == null ? predictTime : newer.predictTime, newer.logs == null ? logs : newer.logs);
    }

    /** Shows no log, which may hold what was generated. */
    @Override
    public String toString() {
        return "JobReport[" + predictTime + ", " + (logs == null ? 0 : logs.length()) + " characters of log]";
    }
}
