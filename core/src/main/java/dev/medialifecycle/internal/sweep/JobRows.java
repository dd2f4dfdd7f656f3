package dev.medialifecycle.internal.sweep;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.internal.exit.Pause;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobOutput;
import dev.medialifecycle.sweep.Duty;
import dev.medialifecycle.sweep.PassReport;
import dev.medialifecycle.sweep.SweepMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Forgets jobs that ended long ago once none of their outputs' files is there any more: first the file, then the row. */
final class JobRows {
    private static final int PAGE = 200;

    private final State state;
    private final Providers providers;

    private final Pause pause;

    JobRows(Ground ground, Pause pause) {
        this.pause = pause;
        this.state = ground.state();
        this.providers = ground.providers();
    }

    PassReport forget(Duration age, SweepMode mode, Runnable stoppingPlace) {
        Instant before = state.now().minus(age);
        JobId after = null;
        int done = 0;
        int kept = 0;
        List<Job> page;
        do {
            stoppingPlace.run();
            JobId from = after;
            page = state.own(tx -> tx.jobs().ended(before, from, PAGE));
            for (Job job : page) {
                after = job.id();
                if (ownsAFile(job)) {
                    kept++;
                    continue;
                }
                done++;
                if (mode == SweepMode.EXECUTE) {
                    forget(job);
                }
            }
        } while (page.size() == PAGE);
        return new PassReport(done, kept, 0, List.of());
    }

    private boolean ownsAFile(Job job) {
        List<AssetId> ids = job.outputs().stream()
                .map(JobOutput::asset)
                .filter(Objects::nonNull)
                .toList();
        List<Asset> assets = state.own(tx -> {
            List<Asset> found = new ArrayList<>();
            ids.forEach(id -> tx.assets().find(id).ifPresent(found::add));
            return found;
        });
        // A row that says DELETED is a claim; the row that remembers the file goes only after the store has confirmed
        // it.
        return assets.stream()
                .anyMatch(asset -> asset.state() != AssetState.DELETED
                        || providers.of(asset.location()).stat(asset.location()).isPresent());
    }

    private void forget(Job job) {
        state.own(tx -> {
            pause.refuse(tx, Duty.JOB_ROWS);
            tx.jobs().remove(job.id());
            return job;
        });
    }
}
