package dev.medialifecycle.repository.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.retention.ReferenceSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is H2's own about references. */
class JdbcReferencesOnH2Test {
    private final HikariDataSource dataSource = Databases.inMemory();

    @BeforeEach
    void prepare() {
        Databases.execute(
                dataSource,
                "CREATE TABLE posts (image_url VARCHAR(2000), metadata JSON)",
                "CREATE INDEX posts_image_url ON posts (image_url)",
                "INSERT INTO posts SELECT 'other/' || x, JSON '{}' FROM SYSTEM_RANGE(1, 5000)");
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Test
    void answers_from_an_index() {
        Plans plans = new Plans(dataSource);
        ReferenceSource source = JdbcReferences.on(plans.dataSource()).column("posts", "image_url");
        JdbcReferencesTest.used(source);

        assertThat(plans.bySql().values()).anySatisfy(plan -> assertThat(plan).contains("POSTS_IMAGE_URL"));
    }

    @Test
    void answers_for_json_from_a_generated_column() {
        Databases.execute(
                dataSource,
                "ALTER TABLE posts ADD COLUMN render_job_id VARCHAR GENERATED ALWAYS AS"
                        + " (TRIM(BOTH '\"' FROM CAST((metadata).\"render_job_id\" AS VARCHAR)))",
                "CREATE INDEX posts_render_job_id ON posts (render_job_id)",
                "INSERT INTO posts (metadata) VALUES (JSON '{\"render_job_id\": \"" + Rows.assetId(7) + "\"}')");
        Plans plans = new Plans(dataSource);
        ReferenceSource source = JdbcReferences.on(plans.dataSource()).column("posts", "render_job_id");

        assertThat(JdbcReferencesTest.used(source)).containsExactly(JdbcReferencesTest.candidate(7));
        assertThat(plans.bySql().values()).anySatisfy(plan -> assertThat(plan).contains("POSTS_RENDER_JOB_ID"));
    }

    @Test
    void notices_an_object_that_became_one_string() {
        ReferenceSource source = JdbcReferences.on(dataSource).json("posts", "metadata", "render_job_id");
        Databases.execute(dataSource, "INSERT INTO posts (metadata) VALUES (JSON 'null')");
        assertThat(JdbcReferencesTest.used(source)).isEmpty();

        Databases.execute(dataSource, "INSERT INTO posts (metadata) VALUES ('{\"render_job_id\": \"x\"}')");
        assertThatThrownBy(() -> JdbcReferencesTest.used(source)).isInstanceOf(MediaLifecycleException.class);
    }
}
