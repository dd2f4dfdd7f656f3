package dev.medialifecycle.repository.jdbc;

import static dev.medialifecycle.repository.jdbc.Rows.asset;
import static dev.medialifecycle.repository.jdbc.Rows.assetId;
import static dev.medialifecycle.repository.jdbc.Rows.job;
import static dev.medialifecycle.repository.jdbc.Rows.jobId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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

/** Tables come with the library, in the version it needs, once, and keep what is in them. */
class SchemaTest {
    private static final String FIRST = "h2/V001__tables.sql";
    private static final String NEXT = "next/V002__labels.sql";

    private HikariDataSource dataSource = Databases.inMemory();

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

        assertThat(versions()).containsExactly("1");
        assertThat(repository.<Boolean>inNewTransaction(tx -> tx.deliveries().insert(Rows.delivery(1))))
                .isFalse();
    }

    @RepeatedTest(10)
    void lets_one_of_many_nodes_do_it(@TempDir Path folder) throws Exception {
        dataSource = Databases.inFile(folder);
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

        assertThat(versions()).containsExactly("1");
    }

    @Test
    void waits_for_a_node_that_is_at_it() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Connection first = dataSource.getConnection()) {
            first.setAutoCommit(false);
            SchemaLock.take(first);
            Future<?> second = other.submit(() -> Schema.migrate(dataSource));
            assertThat(second.isDone()).isFalse();
            Databases.execute(dataSource, SchemaScript.read(FIRST).statements().toArray(String[]::new));
            first.commit();

            second.get(60, TimeUnit.SECONDS);
        } finally {
            other.shutdownNow();
        }
        assertThat(versions()).containsExactly("1");
    }

    @Test
    void completes_what_a_crash_left_half_done() {
        List<String> statements = SchemaScript.read(FIRST).statements();
        for (int done = 1; done < statements.size(); done++) {
            try (HikariDataSource halfDone = Databases.inMemory()) {
                Databases.execute(halfDone, statements.subList(0, done).toArray(String[]::new));

                Schema.migrate(halfDone);

                assertThat(JdbcJobRepository.of(halfDone)).isNotNull();
            }
        }
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

        assertThat(versions()).containsExactly("1", "2");
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
        Path folder = Path.of(Schema.class.getResource("h2").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> "h2/" + file.getFileName()).sorted().toList())
                    .isEqualTo(Dialect.H2.scripts());
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
        try (Connection connection = dataSource.getConnection()) {
            new Schema(List.of(FIRST, NEXT)).migrate(connection, dataSource);
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
