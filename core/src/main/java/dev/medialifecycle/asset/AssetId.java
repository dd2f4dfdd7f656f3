package dev.medialifecycle.asset;

import java.util.UUID;

/** Our own id of an asset; lasts as long as the asset's row. */
public record AssetId(UUID value) implements Comparable<AssetId> {
    /** The id that {@link #toString} wrote; throws {@link IllegalArgumentException} for other text. */
    public static AssetId of(String text) {
        return new AssetId(UUID.fromString(text));
    }

    /** By the UUID's own order, which means nothing but is the same everywhere. */
    @Override
    public int compareTo(AssetId other) {
        return value.compareTo(other.value);
    }

    /** The bare UUID, as a host would store it. */
    @Override
    public String toString() {
        return value.toString();
    }
}
