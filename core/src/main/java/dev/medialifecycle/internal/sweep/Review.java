package dev.medialifecycle.internal.sweep;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.asset.LeaveCause;
import dev.medialifecycle.internal.effect.Handled;
import dev.medialifecycle.internal.exit.Quarantining;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.retention.RetentionRule;
import dev.medialifecycle.sweep.PassReport;
import dev.medialifecycle.sweep.SweepMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the rules, as they are now, about everything in use: a rule may be newer than the asset, and an input may have been
 * uploaded for a job that was never opened. What may leave is proposed and vetoed exactly like a release.
 */
final class Review {
    private static final int PAGE = 500;

    /** An ephemeral upload that no job has used for so long was meant for none. */
    private static final Duration NEVER_USED = Duration.ofHours(24);

    private final State state;
    private final RetentionPolicy policy;
    private final Quarantining quarantining;

    Review(State state, RetentionPolicy policy, Quarantining quarantining) {
        this.state = state;
        this.policy = policy;
        this.quarantining = quarantining;
    }

    PassReport run(SweepMode mode, Runnable stoppingPlace) {
        Instant now = state.now();
        AssetId after = null;
        PassReport report = PassReport.empty();
        List<Asset> page;
        do {
            stoppingPlace.run();
            AssetId from = after;
            page = state.own(tx -> tx.assets().in(AssetState.ACTIVE, now, from, PAGE));
            List<Effect> proposals = new ArrayList<>();
            for (Asset asset : page) {
                after = asset.id();
                proposal(asset, now).ifPresent(proposals::add);
            }
            report = report.plus(propose(proposals, mode));
        } while (page.size() == PAGE);
        return report;
    }

    private Optional<Effect> proposal(Asset asset, Instant now) {
        RetentionRule rule = policy.of(asset.role()).rule();
        if (rule instanceof RetentionRule.AfterAge aging) {
            return due(asset.usedAt().plus(aging.age()), now, new Effect.Quarantine(asset.id(), LeaveCause.AGED));
        }
        if (rule instanceof RetentionRule.AfterJobs) {
            return due(asset.usedAt().plus(NEVER_USED), now, new Effect.Quarantine(asset.id(), LeaveCause.JOBS_ENDED));
        }
        return Optional.empty();
    }

    private static Optional<Effect> due(Instant due, Instant now, Effect proposal) {
        return now.isBefore(due) ? Optional.empty() : Optional.of(proposal);
    }

    private PassReport propose(List<Effect> proposals, SweepMode mode) {
        if (proposals.isEmpty() || mode == SweepMode.DRY_RUN) {
            return new PassReport(0, proposals.size(), 0, List.of());
        }
        int done = 0;
        int failed = 0;
        for (Handled handled : quarantining.handle(proposals).values()) {
            done += handled instanceof Handled.Done ? 1 : 0;
            failed += handled instanceof Handled.Failed ? 1 : 0;
        }
        return new PassReport(done, proposals.size() - done - failed, failed, List.of());
    }
}
