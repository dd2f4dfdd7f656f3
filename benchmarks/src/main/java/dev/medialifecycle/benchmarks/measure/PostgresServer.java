package dev.medialifecycle.benchmarks.measure;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
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

    /** Makes an empty database and gives its address. */
    public String newDatabase(String name) throws SQLException {
        Sql.run(server.getPostgresDatabase(), "CREATE DATABASE " + name);
        return server.getJdbcUrl("postgres", name);
    }

    /** The processor time of all its processes so far, which other work on the machine disturbs less than a clock. */
    public Duration cpuTime() throws SQLException {
        long backend = Sql.number(server.getPostgresDatabase(), "SELECT pg_backend_pid()");
        ProcessHandle postmaster =
                ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElse(null);
        return postmaster == null
                ? Duration.ZERO
                : Stream.concat(Stream.of(postmaster), postmaster.children())
                        .map(PostgresServer::cpuTime)
                        .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration cpuTime(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
