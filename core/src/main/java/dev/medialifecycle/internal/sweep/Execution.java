package dev.medialifecycle.internal.sweep;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.exit.Adoption;
import dev.medialifecycle.internal.exit.Answer;
import dev.medialifecycle.internal.exit.Pause;
import dev.medialifecycle.internal.exit.ReferenceDesk;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Lease;
import dev.medialifecycle.internal.state.Leases;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.retention.Candidate;
import dev.medialifecycle.sweep.Duty;
import dev.medialifecycle.sweep.PassReport;
import dev.medialifecycle.sweep.SweepLimits;
import dev.medialifecycle.sweep.SweepPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a plan's orphans into quarantine, after asking every reference source again; deletes nothing itself. */
public final class Execution {
    private static final int AT_ONCE = 500;

    private final State state;
    private final Announcer announcer;
    private final Providers providers;
    private final ReferenceDesk references;
    private final Pause pause;
    private final Adoption adoption;
    private final Leases leases;
    private final SelfTest selfTest;

    /** Wired once. */
    public Execution(
            Ground ground, ReferenceDesk references, Pause pause, Adoption adoption, Leases leases, SelfTest selfTest) {
        this.selfTest = selfTest;
        this.state = ground.state();
        this.announcer = ground.announcer();
        this.providers = ground.providers();
        this.references = references;
        this.pause = pause;
        this.adoption = adoption;
        this.leases = leases;
    }

    /** Within the limits all of it, beyond them nothing; refused while another node executes in the same scope. */
    public PassReport execute(SweepPlan plan, SweepLimits limits, Runnable stoppingPlace) {
        try (Lease lease = leases.require("sweep " + plan.scope())) {
            pause.refuse(Duty.ORPHANS);
            refuseTooMuch(plan, limits);
            plan.orphans().forEach(orphan -> selfTest.check(orphan.location()));
            references.shrunk().ifPresent(Execution::stop);
            PassReport report = PassReport.empty();
            for (int from = 0; from < plan.orphans().size(); from += AT_ONCE) {
                stoppingPlace.run();
                lease.keep();
                int to = Math.min(plan.orphans().size(), from + AT_ONCE);
                report = report.plus(quarantine(plan.orphans().subList(from, to), lease));
            }
            announcer.tell(new MediaEvent.SweepCompleted(plan, true));
            return report;
        } catch (MediaLifecycleException e) {
            announcer.tell(new MediaEvent.SweepAborted(plan.scope(), String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private PassReport quarantine(List<StoredBlob> orphans, Lease lease) {
        List<Candidate> candidates = orphans.stream()
                .map(orphan -> providers.candidate(orphan.location(), null))
                .toList();
        Answer answer = references.ask(candidates);
        if (answer instanceof Answer.Unknown unknown) {
            stop(unknown);
        }
        Map<?, String> usedBy = ((Answer.Known) answer).usedBy();
        int done = 0;
        List<String> notes = new ArrayList<>();
        for (StoredBlob orphan : orphans) {
            if (selfTest.owns(orphan.location())) {
                continue;
            }
            String source = usedBy.get(orphan.location());
            if (source != null) {
                notes.add(orphan.location() + ": referenced by " + source + " since it was planned");
                continue;
            }
            Optional<Asset> adopted = state.own(tx -> {
                lease.check(tx);
                pause.refuse(tx, Duty.ORPHANS);
                return adoption.ofOrphan(tx, orphan);
            });
            if (adopted.isPresent()) {
                done++;
            } else {
                notes.add(orphan.location() + ": recorded since it was planned");
            }
        }
        return new PassReport(done, orphans.size() - done, 0, notes);
    }

    private static void refuseTooMuch(SweepPlan plan, SweepLimits limits) {
        if (!limits.allow(plan)) {
            throw new MediaLifecycleException(
                    ErrorCode.LIMIT_EXCEEDED,
                    ErrorKind.REJECTED,
                    "Sweep aborted: " + plan.orphans().size() + " orphans of " + plan.examined()
                            + " blobs exceed the limits (" + limits.maxCount() + ", share " + limits.maxShare()
                            + "). Nothing deleted. Next: look at the plan, then execute it with wider limits");
        }
    }

    private static void stop(Answer.Unknown unknown) {
        throw new MediaLifecycleException(unknown.code(), ErrorKind.UNAVAILABLE, "Sweep aborted: " + unknown.why());
    }
}
