package dev.medialifecycle.internal.relocation;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.relocation.RelocationVerdict;
import dev.medialifecycle.repository.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far one asset has come on its way to one place, as the rows say it. */
sealed interface Standing {
    /** It stays, and why. */
    record Stays(RelocationVerdict verdict, String why) implements Standing {}

    /** Nobody has begun. */
    record Fresh(Asset source) implements Standing {}

    /** A row stands for the copy; whether its bytes have arrived is not known. */
    record Begun(Asset source, Asset copy) implements Standing {}

    /** The asset is there, and what is still here is its old copy. */
    record Done(Asset asset, Asset oldCopy) implements Standing {}

    /** The standing of an asset that was {@code listed} a while ago. */
    static Standing of(Transaction tx, Asset listed, BlobLocation target) {
        Optional<Asset> now = tx.assets()
                .find(listed.id())
                .filter(found -> found.state() == AssetState.ACTIVE)
                .filter(found -> found.location().equals(listed.location()));
        if (now.isEmpty()) {
            return new Stays(RelocationVerdict.NOT_IN_USE, "it was let go, or moved, meanwhile");
        }
        boolean isPinned = !tx.jobs().pinned(Set.of(listed.id())).isEmpty();
        Asset there = tx.assets().at(List.of(target)).stream().findFirst().orElse(null);
        return of(now.get(), isPinned, there);
    }

    /** The same from rows that were read already: the asset, which is in use, and whatever row has the place. */
    static Standing of(Asset source, boolean isPinned, @Nullable Asset there) {
        if (isPinned) {
            return new Stays(RelocationVerdict.IN_FLIGHT, "a running job uses it");
        }
        if (there == null) {
            return new Fresh(source);
        }
        if (CopyId.ties(there, source)) {
            return isOpen(there)
                    ? new Begun(source, there)
                    : new Stays(
                            RelocationVerdict.TARGET_TAKEN,
                            "its copy there was deleted, and keys are never reused. Next: another key, or once that row is"
                                    + " forgotten, 30 days later");
        }
        if (there.state() == AssetState.ACTIVE && CopyId.ties(source, there)) {
            return new Done(there, source);
        }
        return new Stays(RelocationVerdict.TARGET_TAKEN, "asset " + there.id() + " has that key");
    }

    /** Whether a copy can still become the asset: no delete of it can be under way. */
    static boolean isOpen(Asset copy) {
        return switch (copy.state()) {
            case PENDING, ACTIVE, QUARANTINED -> true;
            case DELETING, DELETED -> false;
        };
    }
}
