package dev.medialifecycle.examples.app.media;

import dev.medialifecycle.asset.AssetRole;

/** What this host's assets are for, besides the library's own input and output. */
public final class Roles {
    /** A picture that belongs to a record of the user's, and is kept until the record lets go of it. */
    public static final AssetRole IMAGE = new AssetRole("image");

    private Roles() {}
}
