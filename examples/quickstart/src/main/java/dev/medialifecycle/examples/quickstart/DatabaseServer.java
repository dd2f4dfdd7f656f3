package dev.medialifecycle.examples.quickstart;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.h2.tools.Server;

/** A database that several processes share, and that outlives any of them. */
final class DatabaseServer implements AutoCloseable {
    private final String url;
    private final AutoCloseable server;

    private DatabaseServer(String url, AutoCloseable server) {
        this.url = url;
        this.server = server;
    }

    /** {@code postgres}, {@code h2}, or the URL of one that runs already. */
    static DatabaseServer start(String database, Path folder) throws Exception {
        return switch (database) {
            case "postgres" -> postgres();
            case "h2" -> h2(folder);
            default -> new DatabaseServer(database, () -> {});
        };
    }

    private static DatabaseServer postgres() throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                // The tool's own defaults trade durability for speed, and durability is what this is about.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
        return new DatabaseServer(postgres.getJdbcUrl("postgres", "postgres"), postgres);
    }

    private static DatabaseServer h2(Path folder) throws SQLException {
        Server h2 = Server.createTcpServer("-tcpPort", "0", "-baseDir", folder.toString(), "-ifNotExists")
                .start();
        String url = "jdbc:h2:tcp://localhost:" + h2.getPort() + "/./database;WRITE_DELAY=0;USER=sa;PASSWORD=";
        return new DatabaseServer(url, h2::stop);
    }

    String url() {
        return url;
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
