package dev.medialifecycle.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.examples.quickstart.Crash.End;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a process leaves behind that ends right after a transaction of its host's. */
class CrashTest {
    private static final int MANY = 100;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private static DatabaseServer postgres;

    @TempDir
    private Path folder;

    private String url = "";

    /** Where the host's rows are, and the library's. */
    enum Kind {
        H2_FILE,
        POSTGRES
    }

    @BeforeAll
    static void startServer() throws Exception {
        postgres = DatabaseServer.start("postgres", Path.of("target"));
    }

    @AfterAll
    static void stopServer() throws Exception {
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource({
        "H2_FILE, HALT_BEFORE_COMMIT",
        "H2_FILE, HALT_AFTER_ROLLBACK",
        "POSTGRES, HALT_BEFORE_COMMIT",
        "POSTGRES, HALT_AFTER_ROLLBACK"
    })
    void a_transaction_that_was_not_committed_leaves_no_trace(Kind kind, End end) throws Exception {
        open(kind);
        List<AssetId> pictures = upload(3);
        assertThat(exitOf(crash(end, pictures))).isEqualTo(Crash.HALTED);

        try (SharedHost host = host()) {
            assertThat(queued(host)).isZero();
            host.media().runDue(1_000);
            assertThat(pictures).allMatch(picture -> isThere(host, picture));
            assertThat(host.errands().count("SELECT COUNT(*) FROM picture")).isEqualTo(3);
            assertThat(host.errands().count("SELECT COUNT(*) FROM told WHERE node = 'crash'"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_commit_that_is_followed_by_a_crash_loses_no_intent(Kind kind) throws Exception {
        open(kind);
        List<AssetId> pictures = upload(3);
        assertThat(exitOf(crash(End.HALT_AFTER_COMMIT, pictures))).isEqualTo(Crash.HALTED);

        try (SharedHost host = host()) {
            assertThat(queued(host)).isEqualTo(3);
            assertThat(pictures).allMatch(picture -> isThere(host, picture));
            host.media().runDue(1_000);
            assertThat(pictures).noneMatch(picture -> isThere(host, picture));
        }
    }

    @Test
    void a_hundred_queued_deletes_hold_up_no_exit_and_run_after_the_restart() throws Exception {
        open(Kind.H2_FILE);
        List<AssetId> pictures = upload(MANY);
        Process process = crash(End.CLOSE, pictures);
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.lines().anyMatch("closing"::equals)).isTrue();
            long closing = System.nanoTime();
            assertThat(said.readLine()).isEqualTo("no thread is left");
            assertThat(exitOf(process)).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - closing)).isLessThan(LONGEST_CLOSE);
        }

        try (SharedHost host = host()) {
            assertThat(queued(host)).isPositive();
            host.media().runDue(1_000);
            assertThat(pictures).noneMatch(picture -> isThere(host, picture));
        }
    }

    /** Every commit is on the disk before it returns. */
    private void open(Kind kind) throws SQLException {
        if (kind == Kind.H2_FILE) {
            url = "jdbc:h2:file:" + folder.resolve("database") + ";WRITE_DELAY=0;USER=sa;PASSWORD=";
            return;
        }
        String schema = "s" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(postgres.url());
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        }
        url = postgres.url() + "&currentSchema=" + schema;
    }

    private SharedHost host() {
        return new SharedHost(url, folder, "test");
    }

    private List<AssetId> upload(int count) throws Exception {
        try (SharedHost host = host()) {
            Errands.createTables(host.dataSource());
            List<AssetId> pictures = new ArrayList<>();
            Node node = new Node(host);
            for (int i = 0; i < count; i++) {
                int number = i;
                pictures.add(host.transactions().run(() -> node.upload(number)).assetId());
            }
            return pictures;
        }
    }

    private Process crash(End end, List<AssetId> pictures) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Crash.class.getName(),
                url,
                folder.toString(),
                end.name()));
        pictures.forEach(picture -> command.add(picture.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static int exitOf(Process process) throws InterruptedException {
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private static long queued(SharedHost host) {
        return host.errands()
                .count(
                        "SELECT COUNT(*) FROM ml_outbox WHERE effect LIKE 'quarantine %' OR effect LIKE 'delete-blob %'");
    }

    private static boolean isThere(SharedHost host, AssetId picture) {
        var asset = host.media().asset(picture).orElseThrow();
        boolean hasFile = host.disk().stat(asset.location()).isPresent();
        assertThat(asset.state()).isEqualTo(hasFile ? AssetState.ACTIVE : AssetState.DELETED);
        return hasFile;
    }
}
