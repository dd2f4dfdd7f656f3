package dev.medialifecycle.internal.exit;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.asset.Content;
import dev.medialifecycle.asset.LeaveCause;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.repository.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives a blob without a row one, so that it leaves by the same road, with the same veto and the same undo. */
public final class Adoption {
    /** Who owns a blob that nobody remembers. */
    public static final String NOBODY = "nobody";

    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private final State state;
    private final Announcer announcer;
    private final Policies policies;
    private final LeaveRules rules;

    /** Wired once. */
    public Adoption(Ground ground, LeaveRules rules) {
        this.state = ground.state();
        this.announcer = ground.announcer();
        this.policies = ground.policies();
        this.rules = rules;
    }

    /** A blob from before this library, which lies in its owner's own folder; empty if it does not, because then nobody knows whose it is. */
    Optional<Asset> ofOwner(Transaction tx, String owner, Located.Owned located) {
        if (!isInFolderOf(owner, located.location().key())) {
            return Optional.empty();
        }
        Content unread = new Content(UNKNOWN_TYPE, 0, null, null);
        Asset adopted = row(owner, located.location(), located.handle(), unread, AssetState.ACTIVE, null);
        tx.assets().insert(adopted);
        return Optional.of(adopted);
    }

    private boolean isInFolderOf(String owner, String key) {
        boolean isPlain = !owner.contains("/") && key.startsWith(owner + "/");
        return isPlain
                || policies.uploads().values().stream()
                        .flatMap(policy -> policy.keys().ownerFolder(owner).stream())
                        .anyMatch(key::startsWith);
    }

    /** Takes an orphan into quarantine; empty if somebody has recorded it since it was listed. */
    public Optional<Asset> ofOrphan(Transaction tx, StoredBlob orphan) {
        List<Asset> rows = tx.assets().at(List.of(orphan.location()));
        if (rows.stream().anyMatch(row -> row.state() != AssetState.DELETED)) {
            return Optional.empty();
        }
        Asset leaving = rows.isEmpty() ? adopted(tx, orphan) : closedAgain(tx, rows.get(0));
        Instant end = rules.quarantineEnd(leaving);
        tx.outbox().add(List.of(Deleting.entry(state, leaving, end)));
        announcer.after(tx, new MediaEvent.AssetQuarantined(leaving));
        return Optional.of(leaving);
    }

    /**
     * A delete was reported done, and the blob is there all the same, or was when it was listed. The delete may still arrive, so it
     * is never offered for use again: it waits as in quarantine, and goes like everything that is closed.
     */
    private Asset closedAgain(Transaction tx, Asset tombstone) {
        return tx.assets().update(tombstone.leaving(AssetState.DELETING, LeaveCause.ORPHANED, state.now()));
    }

    private Asset adopted(Transaction tx, StoredBlob orphan) {
        Content listed = new Content(orphan.contentType(), orphan.size(), null, null);
        Asset asset =
                row(NOBODY, orphan.location(), orphan.handle(), listed, AssetState.QUARANTINED, LeaveCause.ORPHANED);
        tx.assets().insert(asset);
        return asset;
    }

    private Asset row(
            String owner,
            BlobLocation location,
            @Nullable String handle,
            Content content,
            AssetState assetState,
            @Nullable LeaveCause cause) {
        Instant now = state.now();
        return new Asset(
                new AssetId(state.newId()),
                owner,
                AssetRole.ORPHAN,
                assetState,
                location,
                content,
                handle,
                null,
                cause,
                now,
                now,
                now,
                0);
    }
}
