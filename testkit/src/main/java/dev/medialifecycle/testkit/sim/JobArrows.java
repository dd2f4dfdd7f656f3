package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobOutput;
import java.util.Optional;

/** The ways that a job may go: forward only, the first outcome wins, and what it uses is in use when it is opened. */
final class JobArrows {
    private final Invariants invariants;

    JobArrows(Invariants invariants) {
        this.invariants = invariants;
    }

    void changed(JobId id, Committed before, Committed after) {
        Job old = before.job(id).orElse(null);
        Job now = after.job(id).orElse(null);
        if (old == null && now != null) {
            opened(now, after);
        } else if (old != null && now == null) {
            forgotten(old, after);
        } else if (old != null && now != null) {
            invariants.require(
                    old.status() == now.status() || old.status().precedes(now.status()),
                    () -> "a job went from " + old.status() + " to " + now.status() + ": " + now);
            for (JobOutput output : old.outputs()) {
                invariants.require(
                        output.isOpen() || output.equals(now.output(output.index())),
                        () -> "a settled output changed: " + output + " to " + now);
            }
        }
    }

    private void opened(Job job, Committed after) {
        for (AssetId input : job.inputs()) {
            Optional<Asset> asset = after.asset(input);
            invariants.require(
                    asset.filter(one -> one.state() == AssetState.ACTIVE).isPresent(),
                    () -> "a job was opened over an input that is not in use: " + asset);
        }
    }

    private void forgotten(Job job, Committed after) {
        invariants.require(job.status().isTerminal(), () -> "a running job was forgotten: " + job);
        for (JobOutput output : job.outputs()) {
            AssetId kept = output.asset();
            invariants.require(
                    kept == null
                            || after.asset(kept)
                                    .filter(asset -> asset.state() != AssetState.DELETED)
                                    .isEmpty(),
                    () -> "a job was forgotten although it has a file: " + job);
        }
    }
}
