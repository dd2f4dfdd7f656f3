package dev.medialifecycle.memory;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.repository.Assets;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class MemoryAssets implements Assets {
    private final Tables tables;
    private final Journal journal;

    MemoryAssets(Tables tables, Journal journal) {
        this.tables = tables;
        this.journal = journal;
    }

    @Override
    public void insert(Asset asset) {
        if (rows().containsKey(asset.id())) {
            throw Conflicts.stale("Asset not recorded: its id is taken");
        }
        if (tables.assetsByLocation.containsKey(asset.location())) {
            throw Conflicts.locationTaken();
        }
        journal.put(tables.assets, asset.id(), asset);
        journal.put(tables.assetsByLocation, asset.location(), asset.id());
    }

    @Override
    public List<Asset> update(List<Asset> assets) {
        return assets.stream().map(this::updated).toList();
    }

    private Asset updated(Asset asset) {
        Asset row = rows().get(asset.id());
        if (row == null || row.version() != asset.version()) {
            throw Conflicts.stale("Asset " + asset.id() + " not changed: somebody else changed it first");
        }
        Asset stored = new Asset(
                row.id(),
                row.owner(),
                row.role(),
                asset.state(),
                row.location(),
                asset.content(),
                asset.handle(),
                asset.derivedFrom(),
                asset.cause(),
                row.createdAt(),
                asset.usedAt(),
                asset.changedAt(),
                row.version() + 1);
        journal.put(tables.assets, stored.id(), stored);
        return stored;
    }

    @Override
    public List<Asset> find(Collection<AssetId> ids) {
        NavigableMap<AssetId, Asset> rows = rows();
        return new LinkedHashSet<>(ids)
                .stream().map(rows::get).filter(Objects::nonNull).toList();
    }

    @Override
    public List<Asset> at(Collection<BlobLocation> locations) {
        NavigableMap<AssetId, Asset> rows = rows();
        return new LinkedHashSet<>(locations)
                .stream()
                        .map(tables.assetsByLocation::get)
                        .filter(Objects::nonNull)
                        .map(rows::get)
                        .toList();
    }

    @Override
    public List<Asset> derivedFrom(Collection<AssetId> originals) {
        Set<AssetId> wanted = Set.copyOf(originals);
        return rows().values().stream()
                .filter(asset -> asset.derivedFrom() != null && wanted.contains(asset.derivedFrom()))
                .toList();
    }

    @Override
    public List<Asset> in(AssetState state, Instant changedBefore, @Nullable AssetId after, int limit) {
        NavigableMap<AssetId, Asset> rows = after == null ? rows() : rows().tailMap(after, false);
        return rows.values().stream()
                .filter(asset -> asset.state() == state && asset.changedAt().isBefore(changedBefore))
                .limit(limit)
                .toList();
    }

    @Override
    public void remove(AssetId id) {
        Asset row = rows().get(id);
        if (row != null) {
            journal.remove(tables.assets, id);
            journal.remove(tables.assetsByLocation, row.location());
        }
    }

    private NavigableMap<AssetId, Asset> rows() {
        return journal.in(tables.assets);
    }
}
