package dev.medialifecycle.repository.jdbc;

import static dev.medialifecycle.repository.jdbc.Rows.asset;
import static dev.medialifecycle.repository.jdbc.Rows.assetId;
import static dev.medialifecycle.repository.jdbc.Rows.job;
import static dev.medialifecycle.repository.jdbc.Rows.jobId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.asset.LeaveCause;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.outbox.OutboxEntry;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables come with the library, in the version it needs, once, and keep what is in them. */
@ParameterizedClass
@EnumSource(Server.class)
class SchemaTest {
    private static final String INSERT_ASSET = """
            INSERT INTO ml_asset (id, owner, role, state, location, content_type, bytes, created_at, used_at, changed_at, version)
            VALUES ('%s', 'owner', 'input', 'QUARANTINED', %s, 'image/png', 1,
              CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 0)""";

    private final Server server;
    private final Dialect dialect;
    private HikariDataSource dataSource;

    SchemaTest(Server server) {
        this.server = server;
        this.dialect = server.dialect();
        this.dataSource = server.fresh();
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Test
    void creates_the_tables_once() {
        Schema.migrate(dataSource);
        JdbcJobRepository repository = JdbcJobRepository.of(dataSource);
        repository.inNewTransaction(tx -> tx.deliveries().insert(Rows.delivery(1)));

        Schema.migrate(dataSource);

        assertThat(versions()).containsExactly("1", "2", "3");
        assertThat(repository.<Boolean>inNewTransaction(tx -> tx.deliveries().insert(Rows.delivery(1))))
                .isFalse();
    }

    @RepeatedTest(10)
    void lets_one_of_many_nodes_do_it(@TempDir Path folder) throws Exception {
        if (server == Server.H2) {
            dataSource.close();
            dataSource = Databases.inFile(folder);
        }
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            CountDownLatch ready = new CountDownLatch(4);
            List<Future<?>> started = new ArrayList<>();
            for (int node = 0; node < 4; node++) {
                started.add(nodes.submit(() -> {
                    ready.countDown();
                    ready.await();
                    Schema.migrate(dataSource);
                    return JdbcJobRepository.of(dataSource);
                }));
            }
            for (Future<?> node : started) {
                assertThat(node.get(60, TimeUnit.SECONDS)).isInstanceOf(JdbcJobRepository.class);
            }
        } finally {
            nodes.shutdownNow();
        }

        assertThat(versions()).containsExactly("1", "2", "3");
    }

    @Test
    void waits_for_a_node_that_is_at_it() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Connection first = dataSource.getConnection()) {
            first.setAutoCommit(false);
            dialect.lockSchema(first);
            Future<?> second = other.submit(() -> Schema.migrate(dataSource));
            assertThat(second.isDone()).isFalse();
            dialect.scripts()
                    .forEach(script -> Databases.execute(
                            dataSource, SchemaScript.read(script).statements().toArray(String[]::new)));
            first.commit();

            second.get(60, TimeUnit.SECONDS);
        } finally {
            other.shutdownNow();
        }
        assertThat(versions()).containsExactly("1", "2", "3");
    }

    @Test
    void completes_what_a_crash_left_half_done() {
        assumeTrue(server == Server.H2, "PostgreSQL undoes a script that is left half done");
        List<String> statements = dialect.scripts().stream()
                .flatMap(script -> SchemaScript.read(script).statements().stream())
                .toList();
        for (int done = 1; done < statements.size(); done++) {
            try (HikariDataSource halfDone = Databases.inMemory()) {
                Databases.execute(halfDone, statements.subList(0, done).toArray(String[]::new));

                Schema.migrate(halfDone);

                assertThat(JdbcJobRepository.of(halfDone)).isNotNull();
            }
        }
    }

    @Test
    void gives_waiting_entries_of_the_first_version_their_lanes() throws SQLException {
        migrateTo(dialect.scripts().subList(0, 1));
        String insert =
                "INSERT INTO ml_outbox (id, effect, state, due_at, attempts, lease) VALUES ('%s', '%s', 'DUE', '%s', 3, 3)";
        Map<Effect, Lane> expected = new LinkedHashMap<>();
        expected.put(new Effect.DeleteBlob(assetId(1)), Lane.deleting("store"));
        expected.put(new Effect.DeleteBlob(assetId(99)), Lane.LEAVING);
        expected.put(new Effect.Quarantine(assetId(1), LeaveCause.RELEASED), Lane.LEAVING);
        expected.put(new Effect.PromoteOutput(Rows.jobId(1), 0), Lane.KEEPING);
        expected.put(new Effect.PollJob(Rows.jobId(1)), Lane.PROMPT);
        int number = 0;
        for (Effect effect : expected.keySet()) {
            Databases.execute(dataSource, insert.formatted(Rows.uuid(++number), effect, "2026-01-01 00:00:00+00"));
        }
        Databases.execute(dataSource, INSERT_ASSET.formatted(assetId(1), locationOf(1)));

        Schema.migrate(dataSource);

        JdbcJobRepository.of(dataSource).inNewTransaction(tx -> {
            assertThat(tx.outbox().lanes()).hasSize(4);
            for (Lane lane : tx.outbox().lanes()) {
                for (OutboxEntry entry : tx.outbox().lease(lane, Rows.NOW, Duration.ofMinutes(5), 9)) {
                    assertThat(expected.remove(entry.effect())).isEqualTo(lane);
                    assertThat(entry.turn()).isEqualTo(entry.dueAt());
                    assertThat(entry.attempts()).isEqualTo(4);
                }
            }
            return true;
        });
        assertThat(expected).isEmpty();
    }

    private String locationOf(int number) {
        String hex = HexFormat.of().formatHex(LocationColumn.of(Rows.location(number)));
        return server == Server.H2 ? "X'" + hex + "'" : "'\\x" + hex + "'";
    }

    @Test
    void keeps_what_is_in_the_tables_when_it_brings_them_up_to_date() throws SQLException {
        Schema.migrate(dataSource);
        JdbcJobRepository repository = JdbcJobRepository.of(dataSource);
        repository.inNewTransaction(tx -> {
            tx.assets().insert(asset(1));
            tx.jobs().insert(job(1));
            return true;
        });

        migrateToNext();
        migrateToNext();

        assertThat(versions()).containsExactly("1", "2", "3", "4");
        assertThat(Databases.query(dataSource, "SELECT label FROM ml_asset")).containsExactly("of owner; as it was");
        repository.inNewTransaction(tx -> {
            assertThat(tx.assets().find(assetId(1))).contains(asset(1));
            assertThat(tx.jobs().find(jobId(1))).contains(job(1));
            return true;
        });
    }

    @Test
    void refuses_tables_of_a_newer_library() throws SQLException {
        Schema.migrate(dataSource);
        migrateToNext();

        assertMismatch(() -> Schema.migrate(dataSource), "update the library");
        assertMismatch(() -> JdbcJobRepository.of(dataSource), "update the library");
    }

    @Test
    void refuses_to_work_without_tables() {
        assertMismatch(() -> JdbcJobRepository.of(dataSource), "Schema.migrate");
    }

    @Test
    void says_what_to_do_when_a_table_is_lost_later() {
        Schema.migrate(dataSource);
        JdbcJobRepository repository = JdbcJobRepository.of(dataSource);
        Databases.execute(dataSource, "DROP TABLE ml_mark");

        assertMismatch(() -> repository.inNewTransaction(tx -> tx.marks().find("paused")), "Schema.migrate");
    }

    @Test
    void gives_the_connections_back_as_they_came() throws SQLException {
        Schema.migrate(dataSource);

        try (Connection connection = dataSource.getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
        }
        assertThat(dataSource.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void lists_every_file_that_it_ships() throws IOException, URISyntaxException {
        String name = dialect.scripts().get(0).replaceAll("/.*", "");
        Path folder = Path.of(Schema.class.getResource(name).toURI());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> name + "/" + file.getFileName())
                            .sorted()
                            .toList())
                    .isEqualTo(dialect.scripts());
        }
    }

    @Test
    void splits_a_script_at_the_ends_of_its_statements_only() {
        assertThat(SchemaScript.split(
                        "-- a; comment\nCREATE a (\n  -- and; another\n  b TEXT DEFAULT ';x'\n);\n\nDROP c;\n"))
                .hasSize(2)
                .last()
                .isEqualTo("DROP c");
    }

    private void migrateToNext() throws SQLException {
        List<String> scripts = new ArrayList<>(dialect.scripts());
        scripts.add("next/" + dialect.scripts().get(0).replaceAll("/.*", "") + "/V004__labels.sql");
        migrateTo(scripts);
    }

    private void migrateTo(List<String> scripts) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            new Schema(dialect, scripts).migrate(connection, dataSource);
        }
    }

    private List<String> versions() {
        return Databases.query(dataSource, "SELECT version FROM ml_schema ORDER BY version");
    }

    private static void assertMismatch(ThrowingCallable call, String nextStep) {
        assertThatThrownBy(call).isInstanceOfSatisfying(MediaLifecycleException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.SCHEMA_MISMATCH);
            assertThat(e).hasMessageContaining(nextStep);
        });
    }
}
