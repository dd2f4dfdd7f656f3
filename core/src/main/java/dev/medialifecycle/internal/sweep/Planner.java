package dev.medialifecycle.internal.sweep;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.exit.Answer;
import dev.medialifecycle.internal.exit.ReferenceDesk;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.retention.Candidate;
import dev.medialifecycle.sweep.SweepPlan;
import dev.medialifecycle.sweep.SweepScope;
import dev.medialifecycle.sweep.SweepVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks through a scope page by page and gives every blob one verdict; touches nothing. */
public final class Planner {
    private final State state;
    private final Announcer announcer;
    private final Providers providers;
    private final ReferenceDesk references;
    private final SelfTest selfTest;

    /** A plan, and what the self-test says about it. */
    record Look(SweepPlan plan, @Nullable String complaint) {}

    /** Wired once. */
    public Planner(Ground ground, ReferenceDesk references, SelfTest selfTest) {
        this.selfTest = selfTest;
        this.state = ground.state();
        this.announcer = ground.announcer();
        this.providers = ground.providers();
        this.references = references;
    }

    /** The plan, or an exception and no plan at all if anything could not be known; comes by {@code stoppingPlace} once a page. */
    public SweepPlan plan(SweepScope scope, Runnable stoppingPlace) {
        return lookThrough(scope, stoppingPlace).plan();
    }

    /** The same, with what the self-test says about it. */
    Look lookThrough(SweepScope scope, Runnable stoppingPlace) {
        announcer.tell(new MediaEvent.SweepStarted(scope));
        try {
            references.shrunk().ifPresent(Planner::stop);
            Look look = look(scope, stoppingPlace);
            references.shrunk().ifPresent(Planner::stop);
            references.accept();
            return look;
        } catch (MediaLifecycleException e) {
            announcer.tell(new MediaEvent.SweepAborted(scope, String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private Look look(SweepScope scope, Runnable stoppingPlace) {
        StorageProvider provider = providers.get(scope.provider());
        Instant plannedAt = state.now();
        Sightings sightings = new Sightings(provider.capabilities().contains(Capability.ORDERED_LIST));
        String token = null;
        do {
            stoppingPlace.run();
            BlobPage page = provider.list(scope.bucket(), scope.prefix(), token);
            sightings.checkProgress(token, page);
            Map<StoredBlob, SweepVerdict> verdicts = judge(scope, page.blobs(), plannedAt);
            page.blobs().forEach(blob -> note(sightings, blob, verdicts.getOrDefault(blob, SweepVerdict.YOUNG)));
            token = page.nextToken();
        } while (token != null);
        stoppingPlace.run();
        Optional<String> complaint = selfTest.judge(scope, plannedAt, sightings.own());
        SweepPlan plan = new SweepPlan(scope, plannedAt, sightings.orphans(), sightings.counts());
        return new Look(plan, complaint.orElse(null));
    }

    private void note(Sightings sightings, StoredBlob blob, SweepVerdict verdict) {
        if (selfTest.owns(blob.location())) {
            sightings.addOwn(blob, verdict);
        } else {
            sightings.add(blob, verdict);
        }
    }

    private Map<StoredBlob, SweepVerdict> judge(SweepScope scope, List<StoredBlob> blobs, Instant plannedAt) {
        // The listing came first and a row is written before its blob, so a blob of ours that was listed has its row by
        // now.
        Map<BlobLocation, SweepVerdict> known = state.own(tx -> known(tx, blobs));
        Map<StoredBlob, SweepVerdict> verdicts = new HashMap<>();
        List<StoredBlob> suspects = new ArrayList<>();
        Instant cutoff = plannedAt.minus(scope.minimumAge());
        for (StoredBlob blob : blobs) {
            SweepVerdict verdict = known.get(blob.location());
            if (verdict != null) {
                verdicts.put(blob, verdict);
            } else if (isYoung(blob.modifiedAt(), cutoff)) {
                verdicts.put(blob, SweepVerdict.YOUNG);
            } else {
                suspects.add(blob);
            }
        }
        if (!suspects.isEmpty()) {
            Set<BlobLocation> used = used(suspects);
            suspects.forEach(blob ->
                    verdicts.put(blob, used.contains(blob.location()) ? SweepVerdict.REFERENCED : SweepVerdict.ORPHAN));
        }
        return verdicts;
    }

    /** An unknown age counts as new. */
    private static boolean isYoung(@Nullable Instant modifiedAt, Instant cutoff) {
        return modifiedAt == null || modifiedAt.isAfter(cutoff);
    }

    private static Map<BlobLocation, SweepVerdict> known(Transaction tx, List<StoredBlob> blobs) {
        List<Asset> rows =
                tx.assets().at(blobs.stream().map(StoredBlob::location).toList());
        Set<AssetId> pinned = tx.jobs().pinned(rows.stream().map(Asset::id).toList());
        return rows.stream()
                .filter(asset -> asset.state() != AssetState.DELETED)
                .collect(Collectors.toMap(Asset::location, asset -> verdict(asset, pinned)));
    }

    private static SweepVerdict verdict(Asset asset, Set<AssetId> pinned) {
        if (pinned.contains(asset.id())) {
            return SweepVerdict.IN_FLIGHT;
        }
        boolean isInUse = asset.state() == AssetState.PENDING || asset.state() == AssetState.ACTIVE;
        return isInUse ? SweepVerdict.MANAGED : SweepVerdict.LEAVING;
    }

    private Set<BlobLocation> used(List<StoredBlob> suspects) {
        List<Candidate> candidates = suspects.stream()
                .map(blob -> providers.candidate(blob.location(), null))
                .toList();
        Answer answer = references.ask(candidates);
        if (answer instanceof Answer.Unknown unknown) {
            stop(unknown);
        }
        return ((Answer.Known) answer).usedBy().keySet();
    }

    private static void stop(Answer.Unknown unknown) {
        throw new MediaLifecycleException(unknown.code(), ErrorKind.UNAVAILABLE, "Sweep aborted: " + unknown.why());
    }

    static MediaLifecycleException incomplete(String why) {
        return new MediaLifecycleException(
                ErrorCode.LISTING_INCOMPLETE, ErrorKind.UNAVAILABLE, "Sweep aborted: " + why + ". Nothing deleted");
    }
}
