package dev.medialifecycle.examples.quickstart;

import java.nio.file.Path;
import org.h2.tools.Server;

/** A database that several processes share, and that outlives any of them. */
final class DatabaseServer implements AutoCloseable {
    private final String url;
    private final AutoCloseable server;

    private DatabaseServer(String url, AutoCloseable server) {
        this.url = url;
        this.server = server;
    }

    /** {@code h2}, or the URL of one that runs already. */
    static DatabaseServer start(String database, Path folder) throws Exception {
        if (database.startsWith("jdbc:")) {
            return new DatabaseServer(database, () -> {});
        }
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
