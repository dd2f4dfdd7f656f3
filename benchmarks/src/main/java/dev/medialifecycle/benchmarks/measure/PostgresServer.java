package dev.medialifecycle.benchmarks.measure;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** A real PostgreSQL of our own that writes as durably as a host's does. */
public final class PostgresServer implements AutoCloseable {
    private final EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts a server with an empty data folder; refuses to go on if it would not flush its commits. */
    public static PostgresServer start() throws IOException, SQLException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                // The tool's own defaults trade durability for speed, which would flatter whoever commits most.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
        DataSource database = server.getPostgresDatabase();
        for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            if (!Sql.text(database, "SHOW " + setting).equals("on")) {
                server.close();
                throw new IllegalStateException(setting + " is off, so nothing measured here would mean anything");
            }
        }
        return new PostgresServer(server);
    }

    /** What a reader must know of it. */
    public String description() throws SQLException {
        return "PostgreSQL " + Sql.text(server.getPostgresDatabase(), "SHOW server_version")
                + ", fsync, synchronous_commit and full_page_writes on, shared_buffers 256MB, loopback";
    }

    /** A pool of connections to a new, empty database. */
    public HikariDataSource pool(String database, int connections) throws SQLException {
        Sql.run(server.getPostgresDatabase(), "CREATE DATABASE " + database);
        return Pools.to(url(database), connections);
    }

    /** The address of a database, for another process. */
    public String url(String database) {
        return server.getJdbcUrl("postgres", database);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
