package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.asset.Content;
import dev.medialifecycle.asset.Dimensions;
import dev.medialifecycle.asset.LeaveCause;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.repository.Assets;
import dev.medialifecycle.repository.jdbc.Values.Many;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class JdbcAssets implements Assets {
    private static final String COLUMNS =
            "id, owner, role, state, location, content_type, bytes, sha256, width, height, "
                    + "handle, derived_from, cause, created_at, used_at, changed_at, version";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM ml_asset WHERE ";
    private static final String INSERT =
            "INSERT INTO ml_asset (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE = """
            UPDATE ml_asset SET state = ?, content_type = ?, bytes = ?, sha256 = ?, width = ?, height = ?, handle = ?,
            derived_from = ?, cause = ?, used_at = ?, changed_at = ?, version = version + 1
            WHERE id = ? AND version = ?""";

    private static final String UPDATE_ALL = """
            UPDATE ml_asset a SET state = n.state, content_type = n.content_type, bytes = n.bytes, sha256 = n.sha256,
              width = n.width, height = n.height, handle = n.handle, derived_from = n.derived_from, cause = n.cause,
              used_at = n.used_at, changed_at = n.changed_at, version = a.version + 1
            FROM UNNEST(CAST(? AS UUID ARRAY), CAST(? AS BIGINT ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY),
              CAST(? AS BIGINT ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS INTEGER ARRAY), CAST(? AS INTEGER ARRAY),
              CAST(? AS VARCHAR ARRAY), CAST(? AS UUID ARRAY), CAST(? AS VARCHAR ARRAY),
              CAST(? AS TIMESTAMPTZ ARRAY), CAST(? AS TIMESTAMPTZ ARRAY))
              AS n (id, version, state, content_type, bytes, sha256, width, height, handle, derived_from, cause,
                used_at, changed_at)
            WHERE a.id = n.id AND a.version = n.version""";

    private final Session session;

    JdbcAssets(Session session) {
        this.session = session;
    }

    @Override
    public void insert(Asset asset) {
        Content content = asset.content();
        session.change(
                INSERT,
                asset.id().value(),
                asset.owner(),
                asset.role().name(),
                asset.state(),
                LocationColumn.of(asset.location()),
                content.type(),
                content.size(),
                content.sha256(),
                widthOf(content),
                heightOf(content),
                asset.handle(),
                idOf(asset.derivedFrom()),
                asset.cause(),
                asset.createdAt(),
                asset.usedAt(),
                asset.changedAt(),
                asset.version());
    }

    @Override
    public List<Asset> update(List<Asset> assets) {
        if (assets.size() > 1 && session.dialect().updatesFromArrays()) {
            updateAll(assets);
        } else {
            updateEach(assets);
        }
        return assets.stream()
                .map(asset -> asset.atVersion(asset.version() + 1))
                .toList();
    }

    private void updateEach(List<Asset> assets) {
        // In one order everywhere, so that two transactions that change the same assets do not wait for each other.
        List<Asset> inOrder =
                assets.stream().sorted(Comparator.comparing(Asset::id)).toList();
        int[] changed = session.changeEach(
                UPDATE, inOrder.stream().map(JdbcAssets::valuesOfUpdate).toList());
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] == 0) {
                throw SqlFailures.stale("Asset " + inOrder.get(i).id());
            }
        }
    }

    /** One statement for all of them, which a thousand single ones take ten times as long for. */
    private void updateAll(List<Asset> assets) {
        int changed = session.change(
                UPDATE_ALL,
                uuids(assets.stream().map(Asset::id).toList()),
                Many.longs(assets.stream().map(Asset::version).toList()),
                Many.texts(assets.stream().map(asset -> asset.state().name()).toList()),
                Many.texts(assets.stream().map(asset -> asset.content().type()).toList()),
                Many.longs(assets.stream().map(asset -> asset.content().size()).toList()),
                Many.texts(Many.nullable(assets, asset -> asset.content().sha256())),
                Many.ints(Many.nullable(assets, asset -> widthOf(asset.content()))),
                Many.ints(Many.nullable(assets, asset -> heightOf(asset.content()))),
                Many.texts(Many.nullable(assets, Asset::handle)),
                Many.uuids(Many.nullable(assets, asset -> idOf(asset.derivedFrom()))),
                Many.texts(Many.nullable(assets, JdbcAssets::causeOf)),
                Many.instants(assets.stream().map(Asset::usedAt).toList()),
                Many.instants(assets.stream().map(Asset::changedAt).toList()));
        if (changed < assets.size()) {
            throw SqlFailures.stale("One of " + assets.size() + " assets");
        }
    }

    private static @Nullable String causeOf(Asset asset) {
        LeaveCause cause = asset.cause();
        return cause == null ? null : cause.name();
    }

    private static @Nullable Object[] valuesOfUpdate(Asset asset) {
        Content content = asset.content();
        return new @Nullable Object[] {
            asset.state(),
            content.type(),
            content.size(),
            content.sha256(),
            widthOf(content),
            heightOf(content),
            asset.handle(),
            idOf(asset.derivedFrom()),
            asset.cause(),
            asset.usedAt(),
            asset.changedAt(),
            asset.id().value(),
            asset.version()
        };
    }

    @Override
    public List<Asset> find(Collection<AssetId> ids) {
        return session.rows(SELECT + "id = ANY(?)", JdbcAssets::read, uuids(ids));
    }

    @Override
    public Optional<Asset> find(AssetId id) {
        return session.row(SELECT + "id = ?", JdbcAssets::read, id.value());
    }

    @Override
    public List<Asset> at(Collection<BlobLocation> locations) {
        List<byte[]> wanted =
                new LinkedHashSet<>(locations).stream().map(LocationColumn::of).toList();
        return session.rows(SELECT + "location = ANY(?)", JdbcAssets::read, Many.bytes(wanted));
    }

    @Override
    public List<Asset> derivedFrom(Collection<AssetId> originals) {
        return session.rows(SELECT + "derived_from = ANY(?)", JdbcAssets::read, uuids(originals));
    }

    @Override
    public List<Asset> in(AssetState state, Instant changedBefore, @Nullable AssetId after, int limit) {
        return session.rows(
                SELECT + "state = ? AND id " + Paging.beyond(after)
                        + " ? AND changed_at < ? ORDER BY state, id FETCH FIRST ? ROWS ONLY",
                JdbcAssets::read,
                state,
                after == null ? Paging.FIRST_ID : after.value(),
                changedBefore,
                limit);
    }

    @Override
    public void remove(AssetId id) {
        session.change("DELETE FROM ml_asset WHERE id = ?", id.value());
    }

    private static Many uuids(Collection<AssetId> ids) {
        return Many.uuids(ids.stream().map(AssetId::value).distinct().toList());
    }

    private static Asset read(Row row) throws SQLException {
        UUID derivedFrom = row.uuidOrNull("derived_from");
        String cause = row.textOrNull("cause");
        return new Asset(
                new AssetId(row.uuid("id")),
                row.text("owner"),
                new AssetRole(row.text("role")),
                AssetState.valueOf(row.text("state")),
                LocationColumn.read(row.exactText("location")),
                content(row),
                row.textOrNull("handle"),
                derivedFrom == null ? null : new AssetId(derivedFrom),
                cause == null ? null : LeaveCause.valueOf(cause),
                row.instant("created_at"),
                row.instant("used_at"),
                row.instant("changed_at"),
                row.number("version"));
    }

    private static Content content(Row row) throws SQLException {
        Integer width = row.smallNumberOrNull("width");
        Integer height = row.smallNumberOrNull("height");
        Dimensions dimensions = width == null || height == null ? null : new Dimensions(width, height);
        return new Content(row.text("content_type"), row.number("bytes"), row.textOrNull("sha256"), dimensions);
    }

    private static @Nullable Integer widthOf(Content content) {
        return content.dimensions() == null ? null : content.dimensions().width();
    }

    private static @Nullable Integer heightOf(Content content) {
        return content.dimensions() == null ? null : content.dimensions().height();
    }

    private static @Nullable UUID idOf(@Nullable AssetId id) {
        return id == null ? null : id.value();
    }
}
