package dev.medialifecycle.examples.app.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The rows of patches and modules. */
@Repository
class IllustratedTable {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    IllustratedTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(Kind kind, Illustrated row) {
        jdbc.sql("INSERT INTO " + kind.word() + " (id, owner, name, images, schema_image_url) VALUES (?, ?, ?, ?, ?)")
                .params(row.id(), row.owner(), row.name(), json.writeValueAsString(row.images()))
                .param(schemaImage(row))
                .update();
    }

    void update(Kind kind, Illustrated row) {
        jdbc.sql("UPDATE " + kind.word() + " SET name = ?, images = ?, schema_image_url = ? WHERE id = ?")
                .params(row.name(), json.writeValueAsString(row.images()))
                .param(schemaImage(row))
                .param(row.id())
                .update();
    }

    Optional<Illustrated> find(Kind kind, UUID id) {
        return select(kind, "id = ?", id).optional();
    }

    /** The row, kept from changing until the transaction ends, so that what it named before is what is let go of. */
    Optional<Illustrated> lock(Kind kind, UUID id) {
        return select(kind, "id = ? FOR UPDATE", id).optional();
    }

    List<Illustrated> of(Kind kind, String owner) {
        return select(kind, "owner = ? ORDER BY name FETCH FIRST 200 ROWS ONLY", owner)
                .list();
    }

    void delete(Kind kind, UUID id) {
        jdbc.sql("DELETE FROM " + kind.word() + " WHERE id = ?").param(id).update();
    }

    /** Every URL in the array of every row; the caller closes the stream. */
    Stream<String> imageUrls(Kind kind) {
        return jdbc.sql("SELECT images FROM " + kind.word()).query(String.class).stream()
                .flatMap(images -> Arrays.stream(json.readValue(images, String[].class)));
    }

    /** Every nested URL; the caller closes the stream. */
    Stream<String> schemaImageUrls(Kind kind) {
        return jdbc
                .sql("SELECT schema_image_url FROM " + kind.word() + " WHERE schema_image_url IS NOT NULL")
                .query(String.class)
                .stream();
    }

    private JdbcClient.MappedQuerySpec<Illustrated> select(Kind kind, String where, Object value) {
        return jdbc.sql("SELECT id, owner, name, images, schema_image_url FROM " + kind.word() + " WHERE " + where)
                .param(value)
                .query(this::row);
    }

    private Illustrated row(ResultSet row, int number) throws SQLException {
        String schemaImage = row.getString("schema_image_url");
        return new Illustrated(
                row.getObject("id", UUID.class),
                row.getString("owner"),
                row.getString("name"),
                List.of(json.readValue(row.getString("images"), String[].class)),
                schemaImage == null ? null : new Illustrated.Schema(schemaImage));
    }

    private static @Nullable String schemaImage(Illustrated row) {
        return row.schema() == null ? null : row.schema().imageUrl();
    }
}
