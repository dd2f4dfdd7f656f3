package dev.medialifecycle.internal.check;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.diagnosis.Retirement;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.exit.Answer;
import dev.medialifecycle.internal.exit.ReferenceDesk;
import dev.medialifecycle.internal.state.Batches;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import java.util.List;

/** Counts what still keeps a bucket from being removed, page by page. */
public final class Retiring {
    private final State state;
    private final Providers providers;
    private final ReferenceDesk references;

    /** Wired once. */
    public Retiring(Ground ground, ReferenceDesk references) {
        this.state = ground.state();
        this.providers = ground.providers();
        this.references = references;
    }

    /** Lists the whole bucket; throws if it, or a reference source, does not answer. */
    public Retirement of(String providerName, String bucket) {
        StorageProvider provider = providers.get(providerName);
        Retirement counted = new Retirement(0, 0, 0);
        String token = null;
        do {
            BlobPage page = provider.list(bucket, "", token);
            for (List<StoredBlob> some : Batches.of(page.blobs())) {
                counted = plus(counted, some.stream().map(StoredBlob::location).toList());
            }
            token = page.nextToken();
        } while (token != null);
        return counted;
    }

    private Retirement plus(Retirement before, List<BlobLocation> blobs) {
        List<Asset> rows = state.own(tx -> tx.assets().at(blobs));
        long inUse = rows.stream()
                .filter(asset -> asset.state() == AssetState.ACTIVE || asset.state() == AssetState.PENDING)
                .count();
        Answer answer = references.ask(
                blobs.stream().map(blob -> providers.candidate(blob, null)).toList());
        if (answer instanceof Answer.Unknown unknown) {
            throw new MediaLifecycleException(unknown.code(), ErrorKind.UNAVAILABLE, "Not counted: " + unknown.why());
        }
        int referenced = ((Answer.Known) answer).usedBy().size();
        return new Retirement(before.blobs() + blobs.size(), before.inUse() + inUse, before.referenced() + referenced);
    }
}
