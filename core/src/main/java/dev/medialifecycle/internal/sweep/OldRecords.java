package dev.medialifecycle.internal.sweep;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.internal.exit.Pause;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.sweep.Duty;
import dev.medialifecycle.sweep.PassReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Forgets what was remembered only for a while: deliveries once no vendor repeats them, rows of assets long deleted. */
final class OldRecords {
    private static final Duration TOMBSTONES = Duration.ofDays(30);
    private static final int PAGE = 500;

    private final State state;

    private final Pause pause;

    OldRecords(State state, Pause pause) {
        this.pause = pause;
        this.state = state;
    }

    PassReport forget(Runnable stoppingPlace) {
        Instant now = state.now();
        int forgotten;
        do {
            stoppingPlace.run();
            forgotten = state.own(tx -> {
                pause.refuse(tx, Duty.JOB_ROWS);
                return tx.deliveries().forget(now, PAGE);
            });
        } while (forgotten == PAGE);
        List<Asset> tombstones;
        do {
            stoppingPlace.run();
            tombstones = state.own(tx -> {
                pause.refuse(tx, Duty.JOB_ROWS);
                List<Asset> page = tx.assets().in(AssetState.DELETED, now.minus(TOMBSTONES), null, PAGE);
                page.forEach(asset -> tx.assets().remove(asset.id()));
                return page;
            });
        } while (tombstones.size() == PAGE);
        return PassReport.empty();
    }
}
