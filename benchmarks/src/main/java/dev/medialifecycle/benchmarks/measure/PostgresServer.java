package dev.medialifecycle.benchmarks.measure;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** A real PostgreSQL of our own that writes as durably as a host's does. */
public final class PostgresServer implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final Map<String, Duration> cpuTimes = new HashMap<>();

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

    /** The processor time so far of the processes that serve clients; those of its own upkeep come and go as they like. */
    public Duration cpuTime() throws SQLException {
        String pids = Sql.text(
                server.getPostgresDatabase(),
                "SELECT string_agg(pid::text, ',') FROM pg_stat_activity WHERE backend_type = 'client backend'");
        for (String pid : pids.split(",")) {
            ProcessHandle.of(Long.parseLong(pid))
                    .flatMap(process -> process.info().totalCpuDuration())
                    .ifPresent(time -> cpuTimes.put(pid, time));
        }
        // Those that have ended are not forgotten, or the sum would shrink.
        return cpuTimes.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
