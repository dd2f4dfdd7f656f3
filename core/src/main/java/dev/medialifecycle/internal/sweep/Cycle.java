package dev.medialifecycle.internal.sweep;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.exit.Pause;
import dev.medialifecycle.internal.exit.Quarantining;
import dev.medialifecycle.internal.intake.Spool;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Lease;
import dev.medialifecycle.internal.state.Leases;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.sweep.CycleReport;
import dev.medialifecycle.sweep.Duty;
import dev.medialifecycle.sweep.PassReport;
import dev.medialifecycle.sweep.SweepMode;
import dev.medialifecycle.sweep.SweepPlan;
import dev.medialifecycle.sweep.SweepScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One comprehensive cycle in three parts, none of which stops another. */
public final class Cycle {
    private static final Logger LOG = LoggerFactory.getLogger(Cycle.class);
    private static final String NAME = "cycle";

    private final State state;
    private final Announcer announcer;
    private final Spool spool;
    private final Planner planner;
    private final Execution execution;
    private final Review review;
    private final JobRows jobRows;
    private final OldRecords oldRecords;
    private final UnfinishedPuts unfinishedPuts;
    private final Pause pause;
    private final Leases leases;
    private final SelfTest selfTest;
    private volatile @Nullable Instant spoolCleanedAt;

    /** Wired once. */
    public Cycle(
            Ground ground,
            Spool spool,
            Planner planner,
            Execution execution,
            RetentionPolicy retention,
            Quarantining quarantining,
            Pause pause,
            Leases leases,
            SelfTest selfTest) {
        this.selfTest = selfTest;
        this.state = ground.state();
        this.announcer = ground.announcer();
        this.spool = spool;
        this.planner = planner;
        this.execution = execution;
        this.review = new Review(ground.state(), retention, quarantining);
        this.jobRows = new JobRows(ground, pause);
        this.oldRecords = new OldRecords(ground.state(), pause);
        this.unfinishedPuts = new UnfinishedPuts(ground, pause);
        this.pause = pause;
        this.leases = leases;
    }

    /** Runs the three parts now; what one of them throws is in its report. While another node is at it, only this node's own spool is cleaned. */
    public CycleReport run(CyclePlan plan) {
        try {
            Optional<Lease> lease = leases.take(NAME);
            return lease.isPresent() ? run(plan, lease.get(), () -> true) : skipped(plan, "another node is at it");
        } catch (MediaLifecycleException e) {
            return skipped(plan, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Runs the three parts if no node has begun them for so long and none is at them; empty otherwise. What ends before it is
     * done, because it no longer {@code goesOn} or the process is killed, is due at once for whoever comes next.
     */
    public Optional<CycleReport> runIfDue(CyclePlan plan, Duration every, BooleanSupplier goesOn) {
        Instant cleanedAt = spoolCleanedAt;
        if (cleanedAt == null || !state.now().isBefore(cleanedAt.plus(every))) {
            // Every node has a spool of its own, whoever runs the cycle.
            spoolFiles(plan);
        }
        return leases.takeIfDue(NAME, every).map(lease -> run(plan, lease, goesOn));
    }

    private CycleReport skipped(CyclePlan plan, String reason) {
        Instant startedAt = state.now();
        PassReport nothing = PassReport.empty();
        return new CycleReport(plan.mode(), startedAt, state.now(), spoolFiles(plan), nothing, nothing, reason);
    }

    private CycleReport run(CyclePlan plan, Lease lease, BooleanSupplier goesOn) {
        AtomicBoolean isCutShort = new AtomicBoolean();
        try (lease) {
            CycleReport report = run(plan, () -> {
                if (!goesOn.getAsBoolean()) {
                    isCutShort.set(true);
                    throw new CancellationException("this node is closing");
                }
                lease.keep();
            });
            if (!isCutShort.get()) {
                lease.done();
            }
            return report;
        }
    }

    private CycleReport run(CyclePlan plan, Runnable stoppingPlace) {
        LOG.info("Starting comprehensive cleanup cycle ({})", plan.mode());
        Instant startedAt = state.now();
        PassReport spoolFiles = spoolFiles(plan);
        PassReport blobs = part("assets in use", () -> review.run(plan.mode(), stoppingPlace));
        for (SweepScope scope : plan.scopes()) {
            blobs = blobs.plus(part("blobs in " + scope, () -> blobs(scope, plan, stoppingPlace)));
        }
        if (plan.mode() == SweepMode.EXECUTE) {
            blobs = blobs.plus(unfinishedPuts.abort(plan.scopes(), stoppingPlace));
        }
        Duration age = plan.jobRowAge();
        PassReport rows = age == null
                ? PassReport.empty()
                : part("job rows", () -> jobRows.forget(age, plan.mode(), stoppingPlace));
        if (plan.mode() == SweepMode.EXECUTE) {
            rows = rows.plus(part("old records", () -> oldRecords.forget(stoppingPlace)));
        }
        LOG.info("Comprehensive cleanup cycle completed: {} orphans, {} job rows", blobs.done(), rows.done());
        return new CycleReport(plan.mode(), startedAt, state.now(), spoolFiles, blobs, rows, null);
    }

    private PassReport spoolFiles(CyclePlan plan) {
        spoolCleanedAt = state.now();
        Instant untouchedSince = state.now().minus(plan.spoolAge());
        return part("spool files", () -> {
            pause.refuse(Duty.SPOOL);
            return new PassReport(spool.clean(untouchedSince), 0, 0, List.of());
        });
    }

    private PassReport blobs(SweepScope scope, CyclePlan plan, Runnable stoppingPlace) {
        PassReport tested = plan.mode() == SweepMode.EXECUTE
                ? complaint(selfTest.plant(scope).orElse(null))
                : PassReport.empty();
        Planner.Look look = planner.lookThrough(scope, stoppingPlace);
        tested = tested.plus(complaint(look.complaint()));
        SweepPlan found = look.plan();
        LOG.info("Cleaning up {} orphaned {} files", found.orphans().size(), scope.provider());
        if (plan.mode() == SweepMode.EXECUTE) {
            return tested.plus(execution.execute(found, plan.limits(), stoppingPlace));
        }
        announcer.tell(new MediaEvent.SweepCompleted(found, false));
        return tested.plus(new PassReport(0, found.orphans().size(), 0, List.of("dry run: " + found.counts())));
    }

    private static PassReport complaint(@Nullable String text) {
        return text == null ? PassReport.empty() : new PassReport(0, 0, 1, List.of(text));
    }

    static PassReport part(String name, Supplier<PassReport> work) {
        try {
            return work.get();
        } catch (Exception e) {
            if (e instanceof MediaLifecycleException ours && ours.code() == ErrorCode.PAUSED) {
                return new PassReport(0, 0, 0, List.of(name + ": " + ours.getMessage()));
            }
            // The pass loop: one part that fails must stop neither the others nor the schedule.
            LOG.error("Cleanup of {} failed; the other parts go on", name, e);
            return new PassReport(0, 0, 1, List.of(name + ": " + e.getMessage()));
        }
    }
}
