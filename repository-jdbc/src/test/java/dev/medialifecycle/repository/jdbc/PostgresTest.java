package dev.medialifecycle.repository.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.testkit.JobRepositoryContract;
import org.junit.jupiter.api.AfterEach;

/** The contract on a real PostgreSQL. */
class PostgresTest extends JobRepositoryContract {
    private final HikariDataSource dataSource = Server.POSTGRESQL.fresh();

    @Override
    protected JobRepository open() {
        Schema.migrate(dataSource);
        return JdbcJobRepository.of(dataSource);
    }

    @AfterEach
    void close() {
        dataSource.close();
    }
}
