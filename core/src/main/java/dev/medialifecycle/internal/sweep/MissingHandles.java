package dev.medialifecycle.internal.sweep;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorKind.Retry;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.sweep.PassReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks up the provider's own ids of assets in use that were recorded without one, so that deleting them costs no search. */
public final class MissingHandles {
    private static final int PAGE = 500;

    private final State state;
    private final Providers providers;

    /** Wired once. */
    public MissingHandles(Ground ground) {
        this.state = ground.state();
        this.providers = ground.providers();
    }

    /** Done are those that have one now, kept those of which the provider knows none; stops at the first outage. */
    public PassReport fill(String providerName) {
        StorageProvider provider = providers.get(providerName);
        // Everything in use, those included that changed this very moment.
        Instant soon = state.now().plus(Duration.ofDays(1));
        AssetId after = null;
        PassReport report = PassReport.empty();
        List<Asset> page;
        do {
            AssetId from = after;
            page = state.own(tx -> tx.assets().in(AssetState.ACTIVE, soon, from, PAGE));
            for (Asset asset : page) {
                after = asset.id();
                if (asset.handle() == null && asset.location().provider().equals(providerName)) {
                    try {
                        report = report.plus(fill(provider, asset));
                    } catch (MediaLifecycleException e) {
                        report = report.plus(new PassReport(0, 0, 1, List.of(String.valueOf(e.getMessage()))));
                        if (e.kind().retry() != Retry.NEVER) {
                            return report;
                        }
                    }
                }
            }
        } while (page.size() == PAGE);
        return report;
    }

    private PassReport fill(StorageProvider provider, Asset asset) {
        Optional<String> handle = provider.stat(asset.location()).map(StoredBlob::handle);
        if (handle.isEmpty()) {
            return new PassReport(0, 1, 0, List.of("no file of exactly this path: " + asset.location()));
        }
        boolean isFilled = state.own(tx -> tx.assets()
                .find(asset.id())
                .filter(found -> found.state() == AssetState.ACTIVE && found.handle() == null)
                // It may have moved since the store was asked.
                .filter(found -> found.location().equals(asset.location()))
                .map(found -> tx.assets().update(found.known(handle.get())))
                .isPresent());
        return isFilled ? new PassReport(1, 0, 0, List.of()) : PassReport.empty();
    }
}
