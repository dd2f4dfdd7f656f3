package dev.medialifecycle.examples.app.gallery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of galleries. */
@Repository
class GalleryTable {
    private final JdbcClient jdbc;

    GalleryTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(GalleryItem item) {
        jdbc.sql("INSERT INTO gallery_item (id, owner, asset_id, url, job_id, saved_at, metadata)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        item.id(),
                        item.owner(),
                        item.assetId(),
                        item.url(),
                        item.jobId(),
                        item.savedAt().atOffset(ZoneOffset.UTC),
                        "{\"asset_id\":\"" + item.assetId() + "\"}")
                .update();
    }

    Optional<GalleryItem> find(UUID id) {
        return jdbc.sql("SELECT * FROM gallery_item WHERE id = ?")
                .param(id)
                .query(GalleryTable::item)
                .optional();
    }

    List<GalleryItem> of(String owner) {
        return jdbc.sql(
                        "SELECT * FROM gallery_item WHERE owner = ? ORDER BY saved_at DESC, id FETCH FIRST 200 ROWS ONLY")
                .param(owner)
                .query(GalleryTable::item)
                .list();
    }

    boolean delete(UUID id) {
        return jdbc.sql("DELETE FROM gallery_item WHERE id = ?").param(id).update() == 1;
    }

    private static GalleryItem item(ResultSet row, int number) throws SQLException {
        return new GalleryItem(
                row.getObject("id", UUID.class),
                row.getString("owner"),
                row.getObject("asset_id", UUID.class),
                row.getString("url"),
                row.getObject("job_id", UUID.class),
                row.getObject("saved_at", OffsetDateTime.class).toInstant());
    }
}
