package dev.medialifecycle.benchmarks.measure;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A database of a kind that {@code repository-jdbc} knows, empty and gone again when it is closed. */
public final class Database implements AutoCloseable {
    private final String url;
    private final String description;
    private final AutoCloseable server;

    private Database(String url, String description, AutoCloseable server) {
        this.url = url;
        this.description = description;
        this.server = server;
    }

    /** {@code h2} for H2 in a file, {@code postgres} for a server of its own. */
    public static Database open(String kind) throws IOException, SQLException {
        return switch (kind.toLowerCase(Locale.ROOT)) {
            case "h2" -> h2();
            case "postgres" -> postgres();
            default -> throw new IllegalArgumentException("No database " + kind + ". Next: h2 or postgres");
        };
    }

    private static Database h2() throws IOException {
        Path folder = Files.createTempDirectory("bench-h2-");
        return new Database(
                "jdbc:h2:async:" + folder.resolve("media") + ";WRITE_DELAY=0",
                "H2 in a file, in the same process, each commit written at once",
                () -> delete(folder));
    }

    private static Database postgres() throws IOException, SQLException {
        PostgresServer server = PostgresServer.start();
        return new Database(server.newDatabase("media"), server.description(), server);
    }

    /** Where it is, for another process; H2 in a file lets in one process at a time. */
    public String url() {
        return url;
    }

    /** What a reader must know of it. */
    public String description() {
        return description;
    }

    /** Connections to it. */
    public HikariDataSource pool(int connections) {
        return Pools.to(url, connections);
    }

    @Override
    public void close() throws Exception {
        server.close();
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (var walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
