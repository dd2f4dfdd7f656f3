package dev.medialifecycle.repository.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.testkit.JobRepositoryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract on H2 in a file, the embedded default. */
class H2InFileTest extends JobRepositoryContract {
    @TempDir
    private Path folder;

    private HikariDataSource dataSource;

    @Override
    protected JobRepository open() {
        dataSource = Databases.inFile(folder);
        Schema.migrate(dataSource);
        return JdbcJobRepository.of(dataSource);
    }

    @AfterEach
    void close() {
        dataSource.close();
    }
}
