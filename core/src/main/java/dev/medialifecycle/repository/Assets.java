package dev.medialifecycle.repository;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of assets; a location belongs to one row for as long as the row lasts, deleted or not. */
public interface Assets {
    /** Throws {@code CONFLICT} if the id or the location is taken. */
    void insert(Asset asset);

    /** Stores all but id, owner, role, location and createdAt of each, and answers them at their new versions in the order given. */
    List<Asset> update(List<Asset> assets);

    /** The same for one. */
    default Asset update(Asset asset) {
        return update(List.of(asset)).get(0);
    }

    /** Those of the ids that have a row, in no order; at most 1,000 are asked at once. */
    List<Asset> find(Collection<AssetId> ids);

    /** The asset with this id. */
    default Optional<Asset> find(AssetId id) {
        return find(List.of(id)).stream().findFirst();
    }

    /** Those of the locations that have a row, in any state, in no order; at most 1,000 are asked at once. */
    List<Asset> at(Collection<BlobLocation> locations);

    /** What was derived from any of the assets, in any state, in no order; at most 1,000 are asked at once. */
    List<Asset> derivedFrom(Collection<AssetId> originals);

    /** Assets in a state, unchanged since before, in the order of the id's text, after {@code after} if given. */
    List<Asset> in(AssetState state, Instant changedBefore, @Nullable AssetId after, int limit);

    /** Forgets the row; idempotent. Id and location are free at once, in the same transaction too. */
    void remove(AssetId id);
}
