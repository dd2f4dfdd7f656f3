package dev.medialifecycle.retention;

import java.time.Duration;

/** When an asset may leave: rules propose, references veto, no rule means for ever. */
public sealed interface RetentionRule {
    /** Never leaves by itself. */
    record Forever() implements RetentionRule {}

    /** May leave this long after the last job that used it has ended, however it ended. */
    record AfterJobs(Duration grace) implements RetentionRule {}

    /** May leave this long after its last use. */
    record AfterAge(Duration age) implements RetentionRule {}
}
