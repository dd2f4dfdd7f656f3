package dev.medialifecycle.examples.app.admin;

import dev.medialifecycle.sweep.CycleReport;
import dev.medialifecycle.sweep.PassReport;
import dev.medialifecycle.sweep.SweepMode;
import java.time.Instant;

/** What a cycle did; ABORTED when any of its parts gave up rather than guess. */
record SweepAnswer(
        SweepMode mode,
        Outcome outcome,
        Instant startedAt,
        Instant endedAt,
        PassReport spool,
        PassReport blobs,
        PassReport jobRows) {

    enum Outcome {
        COMPLETED,
        ABORTED
    }

    static SweepAnswer of(CycleReport report) {
        return new SweepAnswer(
                report.mode(),
                report.isClean() ? Outcome.COMPLETED : Outcome.ABORTED,
                report.startedAt(),
                report.endedAt(),
                report.spool(),
                report.blobs(),
                report.jobRows());
    }
}
