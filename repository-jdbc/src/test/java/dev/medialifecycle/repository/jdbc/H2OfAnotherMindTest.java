package dev.medialifecycle.repository.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.testkit.JobRepositoryContract;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** The contract on H2 as some hosts set it up: as PostgreSQL's double, and comparing text without regard to case. */
class H2OfAnotherMindTest extends JobRepositoryContract {
    private final HikariDataSource dataSource = Databases.pool(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;IGNORECASE=TRUE", 8);

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
