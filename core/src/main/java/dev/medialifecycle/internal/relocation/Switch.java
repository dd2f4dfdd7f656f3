package dev.medialifecycle.internal.relocation;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.asset.Content;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.exit.Releases;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.relocation.Moved;
import dev.medialifecycle.relocation.Relocation;
import dev.medialifecycle.relocation.RelocationVerdict;
import dev.medialifecycle.repository.Transaction;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The moment of the move: asset and copy change places in one transaction, with the host's references. The asset keeps its id,
 * so that jobs, thumbnails and hosts that know it by its id have nothing to change; the copy's id stays with the old bytes, which
 * are proposed for leaving like anything that is released.
 */
final class Switch {
    private final State state;
    private final Announcer announcer;
    private final Providers providers;
    private final Releases releases;

    Switch(Ground ground, Releases releases) {
        this.state = ground.state();
        this.announcer = ground.announcer();
        this.providers = ground.providers();
        this.releases = releases;
    }

    /** Puts the asset where its copy is, whose bytes were verified and which the store knows by {@code handle}. */
    Outcome run(Relocation relocation, Standing.Begun begun, @Nullable String handle, Consumer<Transaction> guard) {
        Asset source = begun.source();
        BlobLocation target = begun.copy().location();
        Urls urls = urls(source.location(), target);
        Outcome outcome = state.hosted(relocation.transaction(), tx -> {
            guard.accept(tx);
            Standing now = Standing.of(tx, source, target);
            if (now instanceof Standing.Begun still
                    && still.copy().id().equals(begun.copy().id())) {
                Moved moved = switched(tx, still, handle, urls);
                relocation.rewriter().rewrite(moved);
                return Outcome.of(RelocationVerdict.MOVED);
            }
            return now instanceof Standing.Stays stays
                    ? Outcome.of(stays)
                    : new Outcome(RelocationVerdict.NOT_IN_USE, "its copy was let go meanwhile");
        });
        boolean isThere = state.own(tx -> tx.assets().find(source.id()))
                .filter(asset -> asset.location().equals(target))
                .isPresent();
        if (outcome.verdict() == RelocationVerdict.MOVED && !isThere) {
            throw new MediaLifecycleException(
                    ErrorCode.HOST_FAILED,
                    ErrorKind.UNAVAILABLE,
                    "Asset " + source.id()
                            + " not moved: the host's transaction was not committed when it had run. Next:"
                            + " commit before HostTransaction.run returns");
        }
        return outcome;
    }

    /** Lets the references follow once more, and proposes the old copy once more, because something kept it. */
    Outcome again(Relocation relocation, Standing.Done done, Consumer<Transaction> guard) {
        Asset oldCopy = done.oldCopy();
        BlobLocation target = done.asset().location();
        Urls urls = urls(oldCopy.location(), target);
        return state.hosted(relocation.transaction(), tx -> {
            guard.accept(tx);
            if (Standing.of(tx, oldCopy, target) instanceof Standing.Done still) {
                releases.propose(tx, List.of(still.oldCopy()));
                Asset before = placed(
                        still.asset(),
                        still.asset().id(),
                        still.oldCopy(),
                        still.asset().content());
                relocation.rewriter().rewrite(new Moved(before, still.asset(), urls.before(), urls.after()));
                return Outcome.of(RelocationVerdict.ALREADY_THERE);
            }
            return new Outcome(RelocationVerdict.NOT_IN_USE, "it was let go meanwhile");
        });
    }

    private Moved switched(Transaction tx, Standing.Begun begun, @Nullable String handle, Urls urls) {
        // Both rows are taken into our hands at their versions first: whoever else would change one of them has to look
        // again.
        List<Asset> held = tx.assets().update(List.of(begun.source(), begun.copy()));
        Asset before = held.get(0);
        Asset copy = held.get(1);
        tx.assets().remove(before.id());
        tx.assets().remove(copy.id());
        Content content = before.content().sha256() == null ? copy.content() : before.content();
        Asset there = copy.active(handle, state.now());
        Asset after = placed(before, before.id(), there, content);
        Asset oldCopy = placed(copy, copy.id(), before, before.content());
        tx.assets().insert(after);
        tx.assets().insert(oldCopy);
        releases.propose(tx, List.of(oldCopy));
        announcer.after(tx, new MediaEvent.AssetMoved(before, after));
        return new Moved(before, after, urls.before(), urls.after());
    }

    /** An asset in use at another one's place, as old as it was. */
    private Asset placed(Asset asset, AssetId id, Asset place, Content content) {
        return new Asset(
                id,
                asset.owner(),
                asset.role(),
                AssetState.ACTIVE,
                place.location(),
                content,
                place.handle(),
                asset.derivedFrom(),
                null,
                asset.createdAt(),
                asset.usedAt(),
                state.now(),
                asset.version());
    }

    private record Urls(@Nullable URI before, @Nullable URI after) {}

    private Urls urls(BlobLocation before, BlobLocation after) {
        return new Urls(url(before).orElse(null), url(after).orElse(null));
    }

    private Optional<URI> url(BlobLocation location) {
        return providers.candidate(location, null).urls().stream().findFirst();
    }
}
