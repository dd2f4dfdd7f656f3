package dev.medialifecycle.internal.sweep;

import dev.medialifecycle.internal.exit.Quarantining;
import dev.medialifecycle.internal.intake.Spool;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.sweep.CycleReport;
import dev.medialifecycle.sweep.PassReport;
import dev.medialifecycle.sweep.SweepMode;
import dev.medialifecycle.sweep.SweepPlan;
import dev.medialifecycle.sweep.SweepScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One comprehensive cycle in three parts, none of which stops another. */
public final class Cycle {
    private static final Logger LOG = LoggerFactory.getLogger(Cycle.class);

    private final State state;
    private final Announcer announcer;
    private final Spool spool;
    private final Planner planner;
    private final Execution execution;
    private final Review review;
    private final JobRows jobRows;
    private final OldRecords oldRecords;

    /** Wired once. */
    public Cycle(
            Ground ground,
            Spool spool,
            Planner planner,
            Execution execution,
            RetentionPolicy retention,
            Quarantining quarantining) {
        this.state = ground.state();
        this.announcer = ground.announcer();
        this.spool = spool;
        this.planner = planner;
        this.execution = execution;
        this.review = new Review(ground.state(), retention, quarantining);
        this.jobRows = new JobRows(ground);
        this.oldRecords = new OldRecords(ground.state());
    }

    /** Runs the three parts; what one of them throws is in its report. */
    public CycleReport run(CyclePlan plan) {
        LOG.info("Starting comprehensive cleanup cycle ({})", plan.mode());
        Instant startedAt = state.now();
        PassReport spoolFiles = part("spool files", () -> spoolFiles(plan));
        PassReport blobs = part("assets in use", () -> review.run(plan.mode()));
        for (SweepScope scope : plan.scopes()) {
            blobs = blobs.plus(part("blobs in " + scope, () -> blobs(scope, plan)));
        }
        Duration age = plan.jobRowAge();
        PassReport rows = age == null ? PassReport.empty() : part("job rows", () -> jobRows.forget(age, plan.mode()));
        if (plan.mode() == SweepMode.EXECUTE) {
            rows = rows.plus(part("old records", oldRecords::forget));
        }
        LOG.info("Comprehensive cleanup cycle completed: {} orphans, {} job rows", blobs.done(), rows.done());
        return new CycleReport(plan.mode(), startedAt, state.now(), spoolFiles, blobs, rows);
    }

    private PassReport spoolFiles(CyclePlan plan) {
        return new PassReport(spool.clean(state.now().minus(plan.spoolAge())), 0, 0, List.of());
    }

    private PassReport blobs(SweepScope scope, CyclePlan plan) {
        SweepPlan found = planner.plan(scope);
        LOG.info("Cleaning up {} orphaned {} files", found.orphans().size(), scope.provider());
        if (plan.mode() == SweepMode.EXECUTE) {
            return execution.execute(found, plan.limits());
        }
        announcer.tell(new MediaEvent.SweepCompleted(found, false));
        return new PassReport(0, found.orphans().size(), 0, List.of("dry run: " + found.counts()));
    }

    private static PassReport part(String name, Supplier<PassReport> work) {
        try {
            return work.get();
        } catch (Exception e) {
            // The pass loop: one part that fails must stop neither the others nor the schedule.
            LOG.error("Cleanup of {} failed; the other parts go on", name, e);
            return new PassReport(0, 0, 1, List.of(name + ": " + e.getMessage()));
        }
    }
}
