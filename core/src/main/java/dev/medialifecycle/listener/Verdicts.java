package dev.medialifecycle.listener;

import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.listener.MediaEvent.AssetDeleted;
import dev.medialifecycle.listener.MediaEvent.AssetRestored;
import dev.medialifecycle.listener.MediaEvent.DeletionFailed;
import dev.medialifecycle.listener.MediaEvent.EffectFailed;
import dev.medialifecycle.listener.MediaEvent.LeaveVetoed;
import dev.medialifecycle.outbox.Effect;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A listener for callers who want to wait for what comes of a release. It hears only what its own process does: the future of a
 * release that was rolled back, that another node deals with or that outlives the process never completes, while the release
 * itself is as durable as ever. So ask before releasing, put a limit on the wait, and look at the asset when it has passed.
 */
public final class Verdicts implements LifecycleListener {
    private final Map<AssetId, Set<CompletableFuture<MediaEvent>>> waiting = new ConcurrentHashMap<>();

    /** Hears nothing before it is handed to {@code MediaLifecycleBuilder.listener}. */
    public Verdicts() {}

    /**
     * Completes with what is told of the asset next: {@link AssetDeleted} with its verdict; {@link LeaveVetoed} or
     * {@link AssetRestored} if it stays; {@link DeletionFailed} or {@link EffectFailed} if a person must look. It completes in the
     * thread that deletes, so what depends on it must be quick; one that was cancelled or has timed out is forgotten.
     */
    public CompletableFuture<MediaEvent> of(AssetId asset) {
        CompletableFuture<MediaEvent> verdict = new CompletableFuture<>();
        waiting.compute(asset, (id, others) -> {
            Set<CompletableFuture<MediaEvent>> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(verdict);
            return all;
        });
        CompletableFuture<MediaEvent> unused = verdict.whenComplete((event, failure) -> forget(asset, verdict));
        return verdict;
    }

    @Override
    public void on(MediaEvent event) {
        Optional<AssetId> settled = settled(event);
        settled.map(waiting::get)
                .ifPresent(verdicts -> Set.copyOf(verdicts).forEach(verdict -> verdict.complete(event)));
    }

    private void forget(AssetId asset, CompletableFuture<MediaEvent> verdict) {
        waiting.computeIfPresent(asset, (id, all) -> {
            all.remove(verdict);
            return all.isEmpty() ? null : all;
        });
    }

    /** The asset of which nothing more will be heard by itself. */
    private static Optional<AssetId> settled(MediaEvent event) {
        if (event instanceof AssetDeleted deleted) {
            return Optional.of(deleted.asset().id());
        } else if (event instanceof LeaveVetoed vetoed) {
            return Optional.of(vetoed.asset());
        } else if (event instanceof AssetRestored restored) {
            return Optional.of(restored.asset().id());
        } else if (event instanceof DeletionFailed failed && failed.givenUp()) {
            return Optional.of(failed.asset().id());
        } else if (event instanceof EffectFailed failed && failed.givenUp()) {
            return subject(failed.effect());
        }
        return Optional.empty();
    }

    private static Optional<AssetId> subject(Effect effect) {
        if (effect instanceof Effect.Quarantine proposal) {
            return Optional.of(proposal.asset());
        }
        return effect instanceof Effect.DeleteBlob delete ? Optional.of(delete.asset()) : Optional.empty();
    }
}
