package dev.medialifecycle.asset;

import java.util.UUID;

/** Our own id of an asset; lasts as long as the asset's row. */
public record AssetId(UUID value) {
    /** The id that {@link #toString} wrote; throws {@link IllegalArgumentException} for other text. */
    public static AssetId of(String text) {
        return new AssetId(UUID.fromString(text));
    }

    /** The bare UUID, as a host would store it. */
    @Override
    public String toString() {
        return value.toString();
    }
}
