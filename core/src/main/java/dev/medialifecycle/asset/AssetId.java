package dev.medialifecycle.asset;

import java.util.UUID;

/** Our own id of an asset; lasts as long as the asset's row. */
public record AssetId(UUID value) implements Comparable<AssetId> {
    /** The id that {@link #toString} wrote; throws {@link IllegalArgumentException} for other text. */
    public static AssetId of(String text) {
        return new AssetId(UUID.fromString(text));
    }

    /** By the id's text, which means nothing but is the order of every database; {@code UUID.compareTo} is not. */
    @Override
    public int compareTo(AssetId other) {
        return toString().compareTo(other.toString());
    }

    /** The bare UUID, as a host would store it. */
    @Override
    public String toString() {
        return value.toString();
    }
}
