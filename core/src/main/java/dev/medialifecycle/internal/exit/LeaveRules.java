package dev.medialifecycle.internal.exit;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.LeaveCause;
import dev.medialifecycle.internal.effect.Handled;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.retention.RetentionRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the retention policy, as it is now, says about a proposal made earlier. */
public final class LeaveRules {
    private final State state;
    private final RetentionPolicy policy;

    /** Wired once. */
    public LeaveRules(State state, RetentionPolicy policy) {
        this.state = state;
        this.policy = policy;
    }

    /** Why the asset may not leave for this cause, or not yet; empty if it may. */
    Optional<Handled> objection(Transaction tx, LeaveCause cause, Asset asset) {
        RetentionRule rule = policy.of(asset.role()).rule();
        return switch (cause) {
            case JOBS_ENDED ->
                rule instanceof RetentionRule.AfterJobs after
                        ? jobsObject(tx, after.grace(), asset)
                        : Optional.of(new Handled.Kept("its role no longer leaves with its jobs"));
            case AGED ->
                rule instanceof RetentionRule.AfterAge after
                        ? notBefore(asset.usedAt().plus(after.age()))
                        : Optional.of(new Handled.Kept("its role no longer leaves at an age"));
            case RELEASED, ORPHANED, NEVER_CONFIRMED, ORIGINAL_LEFT -> Optional.empty();
        };
    }

    /** When a quarantined asset's bytes may go; what nobody ever used does not wait. */
    public Instant quarantineEnd(Asset quarantined) {
        Duration wait = quarantined.cause() == LeaveCause.NEVER_CONFIRMED
                ? Duration.ZERO
                : policy.of(quarantined.role()).quarantine();
        return quarantined.changedAt().plus(wait);
    }

    private Optional<Handled> jobsObject(Transaction tx, Duration grace, Asset asset) {
        List<Job> jobs = tx.jobs().using(asset.id());
        if (jobs.stream()
                .flatMap(job -> job.outputs().stream())
                .anyMatch(output -> asset.id().equals(output.asset()))) {
            return Optional.of(new Handled.Kept("it is also an output of its job"));
        }
        Optional<Instant> lastEnd =
                jobs.stream().map(Job::endedAt).filter(Objects::nonNull).max(Instant::compareTo);
        return lastEnd.flatMap(end -> notBefore(end.plus(grace)));
    }

    private Optional<Handled> notBefore(Instant due) {
        return state.now().isBefore(due) ? Optional.of(new Handled.Later(due, "not due yet")) : Optional.empty();
    }
}
