package dev.medialifecycle.internal.relocation;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.blob.BlobLocation;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The ids of copies are reckoned from what they are copies of, so that any run, on any node, knows a copy when it sees one, with
 * nothing more to remember.
 */
final class CopyId {
    private CopyId() {}

    /** The id of the row that stands for the other place while an asset moves between the two. */
    static AssetId of(AssetId asset, BlobLocation from, BlobLocation to) {
        String name = "medialifecycle relocation\n" + asset + "\n" + from + "\n" + to;
        return new AssetId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether a row is the copy of an asset that moves, or has moved, between the places of the two, in either direction. */
    static boolean ties(Asset copy, Asset asset) {
        return copy.id().equals(of(asset.id(), asset.location(), copy.location()))
                || copy.id().equals(of(asset.id(), copy.location(), asset.location()));
    }
}
