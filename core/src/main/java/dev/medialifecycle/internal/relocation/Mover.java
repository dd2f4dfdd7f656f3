package dev.medialifecycle.internal.relocation;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.intake.SpooledBlob;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.relocation.Relocation;
import dev.medialifecycle.relocation.RelocationVerdict;
import dev.medialifecycle.repository.Transaction;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Moves one asset: read and checked, recorded, put, read back and checked, switched. Whatever is interrupted is taken up where it
 * stopped, because each step leaves a row or bytes that tell of it.
 */
final class Mover {
    private final Providers providers;
    private final Bytes bytes;
    private final Copies copies;
    private final Switch places;

    Mover(Providers providers, Bytes bytes, Copies copies, Switch places) {
        this.providers = providers;
        this.bytes = bytes;
        this.copies = copies;
        this.places = places;
    }

    /** For one run: what it moves, since when, and what may stop it, asked in every transaction that changes something. */
    record Errand(Relocation relocation, Instant since, Consumer<Transaction> guard) {}

    /** Moves it as far as it goes, empty if it is what this very run left behind; throws what a store or the repository throws. */
    Optional<Outcome> move(Errand errand, Asset asset, BlobLocation target) {
        Standing standing = copies.standing(asset, target);
        if (standing instanceof Standing.Done done
                && !done.oldCopy().changedAt().isBefore(errand.since())) {
            return Optional.empty();
        }
        if (standing instanceof Standing.Begun begun) {
            Standing now = copies.takenUp(begun, errand.guard());
            return Optional.of(
                    now instanceof Standing.Begun still ? takenUp(errand, still) : withoutBytes(errand, now));
        }
        if (standing instanceof Standing.Fresh fresh) {
            refuseIfTaken(target);
            return Optional.of(sent(errand, fresh.source(), target));
        }
        return Optional.of(withoutBytes(errand, standing));
    }

    /** Nobody can tell a copy that was made by other means from the very same blob under another name. */
    private void refuseIfTaken(BlobLocation target) {
        if (bytes.isTaken(target)) {
            throw new MediaLifecycleException(
                    ErrorCode.KEY_TAKEN,
                    ErrorKind.CONFLICT,
                    "Blob " + target
                            + " is there already and nobody recorded it. Nothing was moved. Next: see whose it is;"
                            + " remove it, or give another key");
        }
    }

    private Outcome withoutBytes(Errand errand, Standing standing) {
        if (standing instanceof Standing.Done done) {
            return places.again(errand.relocation(), done, errand.guard());
        }
        return standing instanceof Standing.Stays stays
                ? Outcome.of(stays)
                : new Outcome(RelocationVerdict.NOT_IN_USE, "another run is at it");
    }

    private Outcome sent(Errand errand, Asset source, BlobLocation target) {
        try (SpooledBlob spooled = bytes.read(source)) {
            Standing standing = copies.begun(source, target, bytes.contentOf(source, spooled), errand.guard());
            return standing instanceof Standing.Begun begun
                    ? sent(errand, begun, spooled, Before.NOTHING)
                    : withoutBytes(errand, standing);
        }
    }

    /** Whether an earlier put may still be on its way to the place. */
    private enum Before {
        NOTHING,
        PERHAPS_A_PUT
    }

    /** Law 5: look before repeating; bytes that arrived are not sent again. */
    private Outcome takenUp(Errand errand, Standing.Begun begun) {
        Optional<Bytes.Seen> there = bytes.look(begun.copy().location());
        String recorded = begun.source().content().sha256();
        if (there.isPresent() && recorded != null) {
            return arrived(errand, begun, there.get(), recorded);
        }
        try (SpooledBlob spooled = bytes.read(begun.source())) {
            return there.isPresent()
                    ? arrived(errand, begun, there.get(), spooled.sha256())
                    : sent(errand, begun, spooled, Before.PERHAPS_A_PUT);
        }
    }

    private Outcome arrived(Errand errand, Standing.Begun begun, Bytes.Seen there, String sha256) {
        if (there.sha256().equals(sha256)) {
            return places.run(errand.relocation(), begun, there.blob().handle(), errand.guard());
        }
        // They may be anybody's, so they are not ours to delete.
        copies.withdraw(begun.copy());
        throw StorageFailure.keyTaken(begun.copy().location());
    }

    private Outcome sent(Errand errand, Standing.Begun begun, SpooledBlob spooled, Before before) {
        BlobLocation target = begun.copy().location();
        Optional<MediaLifecycleException> doubt = put(begun.copy(), spooled, before);
        Bytes.Seen there = bytes.look(target).orElseThrow(() -> doubt.orElseGet(() -> notThere(target)));
        if (doubt.isPresent() || there.sha256().equals(spooled.sha256())) {
            return arrived(errand, begun, there, spooled.sha256());
        }
        copies.abandon(begun.copy());
        throw new MediaLifecycleException(
                ErrorCode.COPY_DIFFERS,
                ErrorKind.UNAVAILABLE,
                "Blob " + target
                        + " does not read back as it was stored. The asset stays where it is, and the copy leaves."
                        + " Next: media.diagnose() looks at that store");
    }

    /** Puts the bytes; answers what was thrown if they may be there all the same. */
    private Optional<MediaLifecycleException> put(Asset copy, SpooledBlob spooled, Before before) {
        try {
            providers
                    .of(copy.location())
                    .put(new PutRequest(copy.location(), spooled, copy.content().type(), spooled.sha256()));
            return Optional.empty();
        } catch (MediaLifecycleException e) {
            if (e.code() == ErrorCode.KEY_TAKEN || e.kind() == ErrorKind.OUTCOME_UNKNOWN) {
                return Optional.of(e);
            }
            if (before == Before.NOTHING) {
                // It certainly did nothing, so the key stays free for the next run.
                copies.withdraw(copy);
            }
            throw e;
        }
    }

    private static MediaLifecycleException notThere(BlobLocation target) {
        return new MediaLifecycleException(
                ErrorCode.COPY_DIFFERS,
                ErrorKind.UNAVAILABLE,
                "Blob " + target + " was stored and is not there. The asset stays where it is. Next: run it again");
    }
}
