package dev.medialifecycle.repository.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.retention.Candidate;
import dev.medialifecycle.retention.ReferenceSource;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host's own tables need is found under whatever name they have for it, and what cannot be read is never taken for nothing. */
class JdbcReferencesTest {
    private static final Candidate WANTED = candidate(7);

    private HikariDataSource dataSource;
    private JdbcReferences references;

    protected HikariDataSource open() {
        return Databases.inMemory();
    }

    /** How the database writes a value of JSON. */
    protected String json(String text) {
        return "JSON '" + text.replace("'", "''") + "'";
    }

    @BeforeEach
    void prepare() {
        dataSource = open();
        references = JdbcReferences.on(dataSource);
        execute(
                "CREATE TABLE posts (id INTEGER, image_url VARCHAR(2000), asset_id UUID, metadata JSON, document VARCHAR)");
        execute("CREATE INDEX posts_image_url ON posts (image_url)");
    }

    @AfterEach
    void close() {
        execute("DROP TABLE IF EXISTS posts");
        dataSource.close();
    }

    static Stream<String> spellings() {
        return Stream.of(
                Rows.assetId(7).toString(),
                Rows.assetId(7).toString().toUpperCase(Locale.ROOT),
                "rows/7",
                "/rows/7",
                "media/rows/7",
                "/media/rows/7",
                "store:media/rows/7",
                "https://cdn.example.com/media/rows/7",
                "http://cdn.example.com/media/rows/7",
                "//cdn.example.com/media/rows/7",
                "https://other.example.com/rows/7");
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void finds_a_candidate_under_every_name_in_a_column(String name) {
        insert("image_url", "'" + name + "'");

        assertThat(used(references.column("posts", "image_url"))).containsExactly(WANTED);
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void finds_a_candidate_under_every_name_in_json(String name) {
        insert("metadata", json("{\"render\": {\"job's \\\"id\\\"\": \"" + name + "\"}}"));

        assertThat(used(references.json("posts", "metadata", "render", "job's \"id\"")))
                .containsExactly(WANTED);
        assertThat(used(references.json("posts", "metadata", "render"))).isEmpty();
        assertThat(used(references.json("posts", "metadata", "elsewhere"))).isEmpty();
    }

    @Test
    void finds_an_asset_by_its_id_alone() {
        insert("asset_id", "'" + Rows.uuid(7) + "'");

        assertThat(used(references.column("posts", "asset_id"))).containsExactly(WANTED);
    }

    @Test
    void finds_nothing_for_a_blob_without_an_asset_in_a_column_of_ids() {
        insert("asset_id", "'" + Rows.uuid(7) + "'");
        Candidate orphan = new Candidate(Rows.location(7), null, Set.of());

        assertThat(references.column("posts", "asset_id").referencedAmong(Set.of(orphan)))
                .isEmpty();
    }

    @Test
    void reads_json_that_is_kept_as_text() {
        insert("document", "'{\"render_job_id\": \"" + Rows.assetId(7) + "\"}'");
        insert("document", "NULL");

        assertThat(used(references.json("posts", "document", "render_job_id"))).containsExactly(WANTED);
    }

    @Test
    void finds_keys_that_need_care_in_json() {
        Candidate odd = new Candidate(new BlobLocation("store", "media", "a/é\"b\\c 'd"), null, Set.of());
        insert("metadata", json("{\"key\": \"a/é\\\"b\\\\c 'd\"}"));

        assertThat(references.json("posts", "metadata", "key").referencedAmong(Set.of(odd, candidate(1))))
                .containsExactly(odd);
    }

    @Test
    void answers_for_a_thousand_at_once() {
        Set<Candidate> asked = new HashSet<>();
        IntStream.rangeClosed(1, 1_000).forEach(number -> asked.add(candidate(number)));
        for (int number = 1; number <= 1_000; number += 2) {
            insert("image_url", "'https://cdn.example.com/media/rows/" + number + "'");
        }

        assertThat(references.column("posts", "image_url").referencedAmong(asked))
                .hasSize(500)
                .contains(WANTED)
                .doesNotContain(candidate(8));
        assertThat(references.column("posts", "image_url").referencedAmong(Set.of()))
                .isEmpty();
    }

    @Test
    void protects_what_is_kept_of_a_job_whose_id_a_row_has() {
        Schema.migrate(dataSource);
        JdbcJobRepository.of(dataSource).inNewTransaction(tx -> {
            tx.jobs().insert(Rows.job(5));
            tx.jobs().insert(Rows.job(6));
            return true;
        });
        ReferenceSource inJson = references.jobs().json("posts", "metadata", "render_job_id");
        ReferenceSource inColumn = references.jobs().column("posts", "asset_id");
        ReferenceSource vendors = references.jobs().column("posts", "image_url");
        assertThat(used(inJson)).isEmpty();

        insert("metadata", json("{\"render_job_id\": \"" + Rows.jobId(5) + "\"}"));
        insert("asset_id", "'" + Rows.uuid(6) + "'");
        insert("image_url", "'job-5'");

        assertThat(used(inJson)).containsExactly(WANTED);
        assertThat(used(inColumn)).containsExactly(candidate(8));
        assertThat(used(vendors)).containsExactly(WANTED);
    }

    @Test
    void counts_what_is_there() {
        insert("image_url", "'a'");
        insert("image_url", "NULL");
        insert("metadata", json("{\"id\": \"a\"}"));
        insert("metadata", json("{}"));

        assertThat(references.column("posts", "image_url").size()).isEqualTo(1);
        assertThat(references.json("posts", "metadata", "id").size()).isEqualTo(1);
    }

    @Test
    void throws_for_a_table_that_is_not_there() {
        for (ReferenceSource source : List.of(
                references.column("nowhere", "image_url"),
                references.column("posts", "nothing"),
                references.json("posts", "nothing", "id"))) {
            assertUnknown(() -> source.referencedAmong(Set.of(WANTED)));
            assertUnknown(source::size);
        }
    }

    @Test
    void throws_for_text_that_is_no_json() {
        insert("document", "'no json'");

        assertUnknown(() -> used(references.json("posts", "document", "id")));
    }

    @Test
    void throws_when_no_connection_is_to_be_had() {
        ReferenceSource source = references.column("posts", "image_url");
        execute("DROP TABLE posts");
        dataSource.close();

        assertThatThrownBy(() -> used(source)).isInstanceOf(MediaLifecycleException.class);
        dataSource = open();
    }

    @Test
    void is_named_after_its_place() {
        assertThat(references.column("posts", "image_url").name()).isEqualTo("posts.image_url");
        assertThat(references.column("\"posts\"", "\"Image\"").name()).isEqualTo("posts.Image");
        assertThat(references.json("posts", "metadata", "render", "id").name()).isEqualTo("posts.metadata.render.id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "posts; DROP TABLE posts",
                "posts--",
                "a b",
                "\"a\"b\"",
                "a.b.c.d",
                "1a",
                "a'",
                "(a)",
                "\"a\nb\""
            })
    void refuses_what_is_no_name(String name) {
        assertThatThrownBy(() -> references.column(name, "id")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> references.column("posts", name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_a_path_that_leads_nowhere() {
        assertThatThrownBy(() -> references.json("posts", "metadata")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> references.json("posts", "metadata", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> references.json("posts", "metadata", "a\0b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leaves_no_connection_behind() {
        for (int i = 0; i < 20; i++) {
            assertUnknown(() -> used(references.column("nowhere", "image_url")));
            assertThat(used(references.column("posts", "image_url"))).isEmpty();
        }
    }

    protected final void execute(String sql) {
        Databases.execute(dataSource, sql);
    }

    protected final HikariDataSource dataSource() {
        return dataSource;
    }

    private void insert(String column, String value) {
        execute("INSERT INTO posts (id, " + column + ") VALUES (1, " + value + ")");
    }

    protected static Set<Candidate> used(ReferenceSource source) {
        return source.referencedAmong(Set.of(candidate(6), WANTED, candidate(8)));
    }

    private static void assertUnknown(ThrowingCallable question) {
        assertThatThrownBy(question)
                .isInstanceOfSatisfying(
                        MediaLifecycleException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.REFERENCES_FAILED));
    }

    static Candidate candidate(int number) {
        UUID id = Rows.uuid(number);
        return new Candidate(
                Rows.location(number),
                new AssetId(id),
                Set.of(
                        URI.create("https://cdn.example.com/media/rows/" + number),
                        URI.create("https://other.example.com/rows/" + number)));
    }
}
