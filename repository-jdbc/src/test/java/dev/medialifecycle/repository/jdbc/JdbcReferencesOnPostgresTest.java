package dev.medialifecycle.repository.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.retention.ReferenceSource;
import org.junit.jupiter.api.Test;

/** The same on a real PostgreSQL, and what is its own. */
class JdbcReferencesOnPostgresTest extends JdbcReferencesTest {
    @Override
    protected HikariDataSource open() {
        return Server.POSTGRESQL.fresh();
    }

    @Test
    void answers_from_an_index() {
        fillPosts();
        Plans plans = new Plans(dataSource());
        used(JdbcReferences.on(plans.dataSource()).column("posts", "image_url"));

        assertThat(plans.bySql().values())
                .anySatisfy(plan -> assertThat(plan).contains("posts_image_url").doesNotContain("Seq Scan"));
    }

    @Test
    void answers_for_json_from_an_index_on_the_expression() {
        execute("CREATE INDEX posts_render_job_id ON posts ((metadata ->> 'render_job_id'))");
        fillPosts();
        execute("INSERT INTO posts (metadata) VALUES ('{\"render_job_id\": \"" + Rows.assetId(7) + "\"}')");
        Plans plans = new Plans(dataSource());
        ReferenceSource source = JdbcReferences.on(plans.dataSource()).json("posts", "metadata", "render_job_id");

        assertThat(used(source)).containsExactly(candidate(7));
        assertThat(plans.bySql().values())
                .anySatisfy(
                        plan -> assertThat(plan).contains("posts_render_job_id").doesNotContain("Seq Scan"));
    }

    @Test
    void reads_binary_json_and_columns_that_ignore_case() {
        execute("ALTER TABLE posts ADD COLUMN binary_metadata JSONB");
        execute("CREATE COLLATION IF NOT EXISTS ignoring_case"
                + " (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
        execute("ALTER TABLE posts ALTER COLUMN image_url TYPE VARCHAR COLLATE ignoring_case");
        execute("INSERT INTO posts (binary_metadata, image_url) VALUES ('{\"id\": \"rows/7\"}', 'ROWS/7')");
        JdbcReferences references = JdbcReferences.on(dataSource());

        assertThat(used(references.json("posts", "binary_metadata", "id"))).containsExactly(candidate(7));
        assertThat(used(references.column("posts", "image_url"))).containsExactly(candidate(7));
    }

    private void fillPosts() {
        execute(
                "INSERT INTO posts (image_url, metadata) SELECT 'other/' || n, json_build_object('render_job_id', n::text)"
                        + " FROM generate_series(1, 20000) n");
        execute("ANALYZE posts");
    }
}
