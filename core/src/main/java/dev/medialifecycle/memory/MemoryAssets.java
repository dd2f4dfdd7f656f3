package dev.medialifecycle.memory;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.repository.Assets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The assets of one transaction. */
final class MemoryAssets implements Assets {
    private final MemoryTables tables;

    MemoryAssets(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public void insert(Asset asset) {
        if (tables.assets.containsKey(asset.id())) {
            throw MemoryTables.taken(ErrorCode.STALE_VERSION, "Asset " + asset.id());
        }
        if (tables.assetAt.containsKey(asset.location().toString())) {
            throw MemoryTables.taken(ErrorCode.KEY_TAKEN, "Location " + asset.location());
        }
        tables.set(tables.assets, asset.id(), asset);
        tables.set(tables.assetAt, asset.location().toString(), asset.id());
    }

    @Override
    public Asset update(Asset asset) {
        Asset before = tables.assets.get(asset.id());
        if (before == null || before.version() != asset.version()) {
            throw MemoryTables.stale("Asset " + asset.id());
        }
        Asset after = asset.atVersion(asset.version() + 1);
        tables.set(tables.assets, asset.id(), after);
        return after;
    }

    @Override
    public Optional<Asset> find(AssetId id) {
        return Optional.ofNullable(tables.assets.get(id));
    }

    @Override
    public List<Asset> at(Collection<BlobLocation> locations) {
        List<Asset> found = new ArrayList<>();
        for (BlobLocation location : new LinkedHashSet<>(locations)) {
            AssetId id = tables.assetAt.get(location.toString());
            if (id != null) {
                find(id).ifPresent(found::add);
            }
        }
        return found;
    }

    @Override
    public List<Asset> derivedFrom(AssetId original) {
        return tables.assets.values().stream()
                .filter(asset -> original.equals(asset.derivedFrom()))
                .toList();
    }

    @Override
    public List<Asset> in(AssetState state, Instant changedBefore, @Nullable AssetId after, int limit) {
        return tables.assets.values().stream()
                .filter(asset -> asset.state() == state && asset.changedAt().isBefore(changedBefore))
                .sorted(Comparator.comparing(Asset::id))
                .filter(asset -> after == null || asset.id().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public void remove(AssetId id) {
        find(id).ifPresent(asset -> {
            tables.set(tables.assets, id, null);
            tables.set(tables.assetAt, asset.location().toString(), null);
        });
    }
}
