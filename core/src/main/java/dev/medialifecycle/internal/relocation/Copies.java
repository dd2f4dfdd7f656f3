package dev.medialifecycle.internal.relocation;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.asset.Content;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.exit.SettlingUploads;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.repository.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The rows of copies that are not confirmed yet. */
final class Copies {
    private final State state;
    private final SettlingUploads unconfirmed;
    private final Duration confirmWithin;

    /** A copy that no run has taken up again {@code confirmWithin} its recording leaves as unconfirmed. */
    Copies(State state, SettlingUploads unconfirmed, Duration confirmWithin) {
        this.state = state;
        this.unconfirmed = unconfirmed;
        this.confirmWithin = confirmWithin;
    }

    /** What the rows say now. */
    Standing standing(Asset source, BlobLocation target) {
        return state.own(tx -> Standing.of(tx, source, target));
    }

    /** Records a copy that nobody has begun, before its first byte goes out; answers what there is if somebody has. */
    Standing begun(Asset source, BlobLocation target, Content content, Consumer<Transaction> guard) {
        try {
            return state.own(tx -> {
                guard.accept(tx);
                Standing standing = Standing.of(tx, source, target);
                return standing instanceof Standing.Fresh fresh ? begun(tx, fresh.source(), target, content) : standing;
            });
        } catch (MediaLifecycleException e) {
            if (e.code() != ErrorCode.KEY_TAKEN) {
                throw e;
            }
            // Another run recorded it between our look and our commit.
            return standing(source, target);
        }
    }

    private Standing begun(Transaction tx, Asset source, BlobLocation target, Content content) {
        Instant now = state.now();
        AssetId id = CopyId.of(source.id(), source.location(), target);
        Asset copy = pending(id, source, target, content, now, 0);
        tx.assets().insert(copy);
        state.add(tx, new Effect.SettleUpload(id), now.plus(confirmWithin));
        return new Standing.Begun(source, copy);
    }

    /** Keeps an unconfirmed copy from leaving while it is being looked at; answers what there is now. */
    Standing takenUp(Standing.Begun begun, Consumer<Transaction> guard) {
        return state.own(tx -> {
            guard.accept(tx);
            Standing standing = Standing.of(tx, begun.source(), begun.copy().location());
            if (standing instanceof Standing.Begun still && still.copy().state() == AssetState.PENDING) {
                Asset copy = still.copy();
                tx.assets()
                        .update(pending(copy.id(), copy, copy.location(), copy.content(), state.now(), copy.version()));
            }
            return standing;
        });
    }

    private static Asset pending(
            AssetId id, Asset like, BlobLocation location, Content content, Instant now, long version) {
        return new Asset(
                id,
                like.owner(),
                like.role(),
                AssetState.PENDING,
                location,
                content,
                null,
                like.derivedFrom(),
                null,
                like.createdAt(),
                like.usedAt(),
                now,
                version);
    }

    /** Our own put went wrong: what it left leaves by the ordinary road. */
    void abandon(Asset copy) {
        ifPending(copy, unconfirmed::abandon);
    }

    /** What lies there is not ours to delete, or nothing does: the row is forgotten, and at worst an orphan is left. */
    void withdraw(Asset copy) {
        ifPending(copy, (tx, pending) -> {
            // Taken into our hands first, so that nobody else can be changing it.
            tx.assets().update(pending.used(pending.usedAt()));
            tx.assets().remove(pending.id());
        });
    }

    private void ifPending(Asset copy, BiConsumer<Transaction, Asset> work) {
        state.own(tx -> {
            tx.assets()
                    .find(copy.id())
                    .filter(found -> found.state() == AssetState.PENDING)
                    .filter(found -> found.location().equals(copy.location()))
                    .ifPresent(found -> work.accept(tx, found));
            return copy;
        });
    }
}
