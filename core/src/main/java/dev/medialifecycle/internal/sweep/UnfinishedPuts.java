package dev.medialifecycle.internal.sweep;

import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.internal.exit.Pause;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.sweep.Duty;
import dev.medialifecycle.sweep.PassReport;
import dev.medialifecycle.sweep.SweepScope;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Removes what puts left at a store that never finished, such as after a crash in the middle of a multipart upload. */
final class UnfinishedPuts {
    /** No put takes this long, whoever makes it; a younger one may still be at it. */
    private static final Duration LONGEST_PUT = Duration.ofDays(1);

    private record Place(String provider, String bucket) {}

    private final State state;
    private final Providers providers;
    private final Pause pause;

    UnfinishedPuts(Ground ground, Pause pause) {
        this.state = ground.state();
        this.providers = ground.providers();
        this.pause = pause;
    }

    PassReport abort(List<SweepScope> scopes, Runnable stoppingPlace) {
        Set<Place> places = new LinkedHashSet<>();
        scopes.forEach(scope -> places.add(new Place(scope.provider(), scope.bucket())));
        PassReport report = PassReport.empty();
        for (Place place : places) {
            report = report.plus(Cycle.part(
                    "unfinished puts in " + place.provider() + ":" + place.bucket(),
                    () -> abort(place, stoppingPlace)));
        }
        return report;
    }

    private PassReport abort(Place place, Runnable stoppingPlace) {
        StorageProvider provider = providers.get(place.provider());
        if (!provider.capabilities().contains(Capability.ABORT_UNFINISHED)) {
            return PassReport.empty();
        }
        stoppingPlace.run();
        pause.refuse(Duty.SPOOL);
        Instant before = state.now().minus(LONGEST_PUT);
        int aborted = provider.abortUnfinished(place.bucket(), before);
        List<String> notes = aborted == 0
                ? List.of()
                : List.of(aborted + " unfinished puts aborted in " + place.provider() + ":" + place.bucket());
        return new PassReport(aborted, 0, 0, notes);
    }
}
