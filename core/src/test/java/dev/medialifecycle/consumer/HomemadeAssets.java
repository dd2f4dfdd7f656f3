package dev.medialifecycle.consumer;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.repository.Assets;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

record HomemadeAssets(HomemadeTables tables) implements Assets {
    @Override
    public void insert(Asset asset) {
        if (!at(List.of(asset.location())).isEmpty() || tables.assets.putIfAbsent(asset.id(), asset) != null) {
            throw HomemadeTables.stale();
        }
    }

    @Override
    public List<Asset> update(List<Asset> assets) {
        return assets.stream().map(this::updated).toList();
    }

    private Asset updated(Asset asset) {
        Asset before = tables.assets.get(asset.id());
        if (before == null || before.version() != asset.version()) {
            throw HomemadeTables.stale();
        }
        Asset after = asset.atVersion(asset.version() + 1);
        tables.assets.put(asset.id(), after);
        return after;
    }

    @Override
    public List<Asset> find(Collection<AssetId> ids) {
        return ids.stream()
                .filter(tables.assets::containsKey)
                .map(tables.assets::get)
                .toList();
    }

    @Override
    public List<Asset> at(Collection<BlobLocation> locations) {
        return tables.assets.values().stream()
                .filter(asset -> locations.contains(asset.location()))
                .toList();
    }

    @Override
    public List<Asset> derivedFrom(Collection<AssetId> originals) {
        return tables.assets.values().stream()
                .filter(asset -> asset.derivedFrom() != null && originals.contains(asset.derivedFrom()))
                .toList();
    }

    @Override
    public List<Asset> in(AssetState state, Instant changedBefore, @Nullable AssetId after, int limit) {
        return tables.assets.values().stream()
                .filter(asset -> asset.state() == state && asset.changedAt().isBefore(changedBefore))
                .filter(asset -> after == null || asset.id().compareTo(after) > 0)
                .sorted(Comparator.comparing(Asset::id))
                .limit(limit)
                .toList();
    }

    @Override
    public void remove(AssetId id) {
        tables.assets.remove(id);
    }
}
