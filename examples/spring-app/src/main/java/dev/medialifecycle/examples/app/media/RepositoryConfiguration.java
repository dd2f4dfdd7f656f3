package dev.medialifecycle.examples.app.media;

import dev.medialifecycle.memory.MemoryJobRepository;
import dev.medialifecycle.repository.jdbc.JdbcJobRepository;
import dev.medialifecycle.repository.jdbc.Schema;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the library's rows lie, as {@code app.repository} says. */
@Configuration(proxyBeanMethods = false)
class RepositoryConfiguration {
    @Bean("jobRepository")
    @ConditionalOnProperty(name = "app.repository", havingValue = "jdbc", matchIfMissing = true)
    JdbcJobRepository jdbcJobRepository(DataSource dataSource) {
        Schema.migrate(dataSource);
        return JdbcJobRepository.joining(dataSource, new SpringTransactions(dataSource));
    }

    @Bean("jobRepository")
    @ConditionalOnProperty(name = "app.repository", havingValue = "memory")
    MemoryJobRepository memoryJobRepository() {
        return new MemoryJobRepository();
    }
}
