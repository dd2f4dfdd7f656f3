package dev.medialifecycle.release;

import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.blob.BlobLocation;

/** What releasing one URL came to; nothing is thrown for a URL that is not ours. */
public sealed interface Release {
    /** The URL as it was given. */
    String url();

    /** Recorded: the asset leaves once references were asked. */
    record Recorded(String url, AssetId asset) implements Release {}

    /** Another URL of the record still names the same blob, so it stays. */
    record StillUsed(String url, BlobLocation location) implements Release {}

    /** It is gone already, or on its way out. */
    record AlreadyGone(String url, BlobLocation location) implements Release {}

    /** It belongs to another owner ({@code ML-DEL-005}), so it stays. */
    record Protected(String url, BlobLocation location) implements Release {}

    /** Somebody else's URL; not ours to delete. */
    record Foreign(String url, String host) implements Release {}

    /** Not a URL of ours in any form ({@code ML-URL-001}); reported and skipped. */
    record Unresolved(String url, String reason) implements Release {}
}
