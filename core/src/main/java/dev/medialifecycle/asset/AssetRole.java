package dev.medialifecycle.asset;

/** What an asset is for; rules are chosen by role, and hosts may add roles of their own. */
public record AssetRole(String name) {
    /** Handed to a vendor. */
    public static final AssetRole INPUT = new AssetRole("input");
    /** Made by a vendor and promoted. */
    public static final AssetRole OUTPUT = new AssetRole("output");
    /** Derived from another asset, with which it leaves. */
    public static final AssetRole THUMBNAIL = new AssetRole("thumbnail");
    /** Found by a sweep without a row, adopted so that it can leave by the same road as everything else. */
    public static final AssetRole ORPHAN = new AssetRole("orphan");

    /** Refuses names other than 1 to 40 of a-z, 0-9 and -. */
    public AssetRole {
        if (!name.matches("[a-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("An asset role is 1 to 40 of a-z, 0-9 and -");
        }
    }

    /** The bare name. */
    @Override
    public String toString() {
        return name;
    }
}
