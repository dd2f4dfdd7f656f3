package dev.medialifecycle.benchmarks.measure;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Connections as a host has them. */
public final class Pools {
    private Pools() {}

    /** So many connections at most to the database at this address. */
    public static HikariDataSource to(String url, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }
}
