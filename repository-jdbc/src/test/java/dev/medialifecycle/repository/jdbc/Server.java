package dev.medialifecycle.repository.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/** The databases that the library knows, as hosts run them. */
enum Server {
    H2 {
        @Override
        HikariDataSource fresh(String settings) {
            return Databases.pool("jdbc:h2:mem:" + UUID.randomUUID() + settings, 8);
        }

        @Override
        String patience(int milliseconds) {
            return ";LOCK_TIMEOUT=" + milliseconds;
        }
    },
    POSTGRESQL {
        @Override
        HikariDataSource fresh(String settings) {
            // A schema of its own is as good as a database of its own, and made in no time.
            String schema = "s" + UUID.randomUUID().toString().replace("-", "");
            Databases.execute(Postgres.SERVER.getPostgresDatabase(), "CREATE SCHEMA " + schema);
            String url = Postgres.SERVER.getJdbcUrl("postgres", "postgres");
            return Databases.pool(url + "&currentSchema=" + schema + settings, 8);
        }

        @Override
        String patience(int milliseconds) {
            return "&options=-c%20lock_timeout=" + milliseconds;
        }
    };

    /** A pool of connections to an empty database. */
    HikariDataSource fresh() {
        return fresh("");
    }

    abstract HikariDataSource fresh(String settings);

    /** What in a URL says how long to wait for a lock. */
    abstract String patience(int milliseconds);

    Dialect dialect() {
        return Dialect.valueOf(name());
    }

    /** One real server for all tests of this JVM. */
    private static final class Postgres {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void close(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
