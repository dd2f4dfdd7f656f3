package dev.medialifecycle.internal.exit;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.state.Providers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one door to a delete: whatever is deleted in this library is deleted by this class. */
public final class BlobEraser {
    /** What the largest stores take in one request. */
    static final int AT_ONCE = 1_000;

    private final Providers providers;

    /** Wired once. */
    public BlobEraser(Providers providers) {
        this.providers = providers;
    }

    /** One verdict for each asset; never throws for what a store did or did not answer. */
    Map<BlobLocation, Deletion> delete(Collection<Asset> assets) {
        Map<String, List<Asset>> byProvider = new LinkedHashMap<>();
        for (Asset asset : assets) {
            byProvider
                    .computeIfAbsent(asset.location().provider(), unused -> new ArrayList<>())
                    .add(asset);
        }
        Map<BlobLocation, Deletion> verdicts = new HashMap<>();
        byProvider.forEach((name, all) -> {
            for (int from = 0; from < all.size(); from += AT_ONCE) {
                List<Asset> batch = all.subList(from, Math.min(all.size(), from + AT_ONCE));
                delete(providers.get(name), batch).forEach(deletion -> verdicts.put(deletion.location(), deletion));
            }
        });
        return verdicts;
    }

    private static List<Deletion> delete(StorageProvider provider, List<Asset> batch) {
        List<Deletion> answered;
        try {
            answered = provider.delete(batch.stream().map(Asset::blob).toList());
        } catch (RuntimeException e) {
            // A provider that throws after sending has said nothing about any blob.
            return batch.stream()
                    .map(asset -> looked(provider, asset, reason(e)))
                    .toList();
        }
        Map<BlobLocation, Deletion> byLocation = new HashMap<>();
        answered.forEach(deletion -> byLocation.put(deletion.location(), deletion));
        return batch.stream()
                .map(asset -> settled(provider, asset, byLocation.get(asset.location())))
                .toList();
    }

    private static Deletion settled(StorageProvider provider, Asset asset, @Nullable Deletion answer) {
        if (answer == null) {
            return looked(provider, asset, "the store did not mention the blob");
        }
        return answer.failure() == ErrorKind.OUTCOME_UNKNOWN ? looked(provider, asset, answer.reason()) : answer;
    }

    /** Law 5: an unanswered delete may have happened, so look before deciding. */
    private static Deletion looked(StorageProvider provider, Asset asset, @Nullable String doubt) {
        BlobLocation location = asset.location();
        try {
            return provider.stat(location).isEmpty()
                    ? Deletion.deleted(location)
                    : Deletion.failed(location, ErrorKind.UNAVAILABLE, "still there: " + doubt);
        } catch (MediaLifecycleException e) {
            return Deletion.failed(location, ErrorKind.OUTCOME_UNKNOWN, String.valueOf(doubt));
        }
    }

    private static String reason(RuntimeException e) {
        return e instanceof MediaLifecycleException ours
                ? String.valueOf(ours.getMessage())
                : e.getClass().getSimpleName();
    }
}
