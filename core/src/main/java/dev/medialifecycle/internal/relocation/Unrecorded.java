package dev.medialifecycle.internal.relocation;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.exit.SelfTestBlobs;
import dev.medialifecycle.internal.state.Batches;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.relocation.Relocation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts the blobs that were meant to move and that nobody recorded. */
final class Unrecorded {
    private final State state;
    private final Providers providers;

    Unrecorded(Ground ground) {
        this.state = ground.state();
        this.providers = ground.providers();
    }

    /** Lists the source once, unless the run has ended; a listing that fails ends it. */
    void count(Relocation relocation, Tally tally) {
        Relocation.Source source = relocation.source();
        StorageProvider provider = providers.get(source.provider());
        if (!tally.goesOn()) {
            return;
        }
        if (!provider.capabilities().contains(Capability.LIST)) {
            tally.end("orphans were not counted, because " + source.provider() + " does not list");
            return;
        }
        try {
            String token = null;
            do {
                BlobPage page = provider.list(source.bucket(), source.prefix(), token);
                for (List<StoredBlob> some : Batches.of(page.blobs())) {
                    count(relocation, some, tally);
                }
                if (page.nextToken() != null && page.nextToken().equals(token)) {
                    tally.end("orphans were not all counted, because the listing does not get on");
                }
                token = page.nextToken();
            } while (token != null && tally.goesOn());
        } catch (MediaLifecycleException e) {
            tally.end("orphans were not all counted: " + e.getMessage());
        }
    }

    private void count(Relocation relocation, List<StoredBlob> blobs, Tally tally) {
        List<BlobLocation> meant = blobs.stream()
                .map(StoredBlob::location)
                .filter(blob -> !SelfTestBlobs.isBait(blob) && !SelfTestBlobs.isCanary(blob))
                .filter(blob -> isMeant(relocation, blob))
                .toList();
        // The listing came first, and a row is written before its blob.
        Set<BlobLocation> known = state.own(tx -> tx.assets().at(meant)).stream()
                .filter(row -> row.state() != AssetState.DELETED)
                .map(Asset::location)
                .collect(Collectors.toSet());
        meant.stream().filter(blob -> !known.contains(blob)).forEach(tally::addOrphan);
    }

    private static boolean isMeant(Relocation relocation, BlobLocation blob) {
        try {
            return relocation.targetOf(blob).isPresent();
        } catch (MediaLifecycleException e) {
            if (e.code() != ErrorCode.INVALID_LOCATION) {
                throw e;
            }
            return true;
        }
    }
}
