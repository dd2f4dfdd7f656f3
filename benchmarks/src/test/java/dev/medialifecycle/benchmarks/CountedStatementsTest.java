package dev.medialifecycle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.benchmarks.measure.CountedStatements;
import dev.medialifecycle.benchmarks.measure.Pools;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

class CountedStatementsTest {
    @Test
    void counts_what_is_sent_by_its_text() throws Exception {
        try (HikariDataSource pool = Pools.to("jdbc:h2:mem:counted", 1)) {
            CountedStatements counted = new CountedStatements(pool);
            try (Connection connection = counted.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                try (var select = connection.prepareStatement("SELECT ?  AS one")) {
                    for (int i = 0; i < 3; i++) {
                        select.setInt(1, i);
                        select.executeQuery().close();
                    }
                }
                try (var statement = connection.createStatement()) {
                    statement.execute("CREATE TABLE t (id INT)");
                }
                connection.releaseSavepoint(connection.setSavepoint());
                connection.commit();
            }
            var sent = counted.taken();
            assertThat(sent.keySet())
                    .containsExactly(
                            "SELECT ? AS one", "CREATE TABLE t (id INT)", "setSavepoint", "releaseSavepoint", "commit");
            assertThat(sent.get("SELECT ? AS one"))
                    .extracting(CountedStatements.Cost::count)
                    .isEqualTo(3L);
            assertThat(counted.taken()).isEmpty();
        }
    }
}
