package dev.medialifecycle.examples.app.gallery;

import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.retention.Candidate;
import dev.medialifecycle.retention.ReferenceSource;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What galleries need: two indexed questions a batch, because this table is the one that grows. */
@Component
final class GalleryReferences implements ReferenceSource {
    private final JdbcClient jdbc;

    GalleryReferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "gallery_item";
    }

    @Override
    public Set<Candidate> referencedAmong(Set<Candidate> candidates) {
        Set<UUID> assets = new HashSet<>();
        Set<String> urls = new HashSet<>();
        for (Candidate candidate : candidates) {
            AssetId id = candidate.assetId();
            if (id != null) {
                assets.add(id.value());
            }
            candidate.urls().stream().map(URI::toString).forEach(urls::add);
        }
        Set<UUID> usedAssets = Set.copyOf(among("asset_id", assets, UUID.class));
        Set<String> usedUrls = Set.copyOf(among("url", urls, String.class));
        Set<Candidate> used = new HashSet<>();
        for (Candidate candidate : candidates) {
            AssetId id = candidate.assetId();
            boolean isNamed = id != null && usedAssets.contains(id.value());
            if (isNamed || candidate.urls().stream().map(URI::toString).anyMatch(usedUrls::contains)) {
                used.add(candidate);
            }
        }
        return used;
    }

    @Override
    public long size() {
        return jdbc.sql("SELECT COUNT(*) FROM gallery_item").query(Long.class).single();
    }

    private <T> List<T> among(String column, Set<T> values, Class<T> type) {
        return values.isEmpty()
                ? List.of()
                : jdbc.sql("SELECT DISTINCT " + column + " FROM gallery_item WHERE " + column + " IN (:values)")
                        .param("values", values)
                        .query(type)
                        .list();
    }
}
