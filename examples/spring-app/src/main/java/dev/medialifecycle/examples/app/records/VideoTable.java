package dev.medialifecycle.examples.app.records;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of videos. */
@Repository
class VideoTable {
    private static final String SELECT = "SELECT id, owner, title, reference_image_url, module_id FROM video WHERE ";

    private final JdbcClient jdbc;

    VideoTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Video video) {
        jdbc.sql("INSERT INTO video (id, owner, title, reference_image_url, module_id) VALUES (?, ?, ?, ?, ?)")
                .params(video.id(), video.owner(), video.title())
                .param(video.referenceImageUrl())
                .param(video.moduleId())
                .update();
    }

    void update(Video video) {
        jdbc.sql("UPDATE video SET title = ?, reference_image_url = ?, module_id = ? WHERE id = ?")
                .param(video.title())
                .param(video.referenceImageUrl())
                .param(video.moduleId())
                .param(video.id())
                .update();
    }

    Optional<Video> find(UUID id) {
        return jdbc.sql(SELECT + "id = ?").param(id).query(Video.class).optional();
    }

    /** The row, kept from changing until the transaction ends. */
    Optional<Video> lock(UUID id) {
        return jdbc.sql(SELECT + "id = ? FOR UPDATE")
                .param(id)
                .query(Video.class)
                .optional();
    }

    List<Video> of(String owner) {
        return jdbc.sql(SELECT + "owner = ? ORDER BY title FETCH FIRST 200 ROWS ONLY")
                .param(owner)
                .query(Video.class)
                .list();
    }

    void delete(UUID id) {
        jdbc.sql("DELETE FROM video WHERE id = ?").param(id).update();
    }

    /** What the videos of a module name; they are deleted by the database when the module is. */
    List<String> urlsOfModule(UUID module) {
        return jdbc.sql("SELECT reference_image_url FROM video WHERE module_id = ? AND reference_image_url IS NOT NULL")
                .param(module)
                .query(String.class)
                .list();
    }

    /** Every URL of every video; the caller closes the stream. */
    Stream<String> urls() {
        return jdbc
                .sql("SELECT reference_image_url FROM video WHERE reference_image_url IS NOT NULL")
                .query(String.class)
                .stream();
    }
}
