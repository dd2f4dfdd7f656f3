package dev.medialifecycle.repository.jdbc;

import static dev.medialifecycle.repository.jdbc.Rows.NOW;
import static dev.medialifecycle.repository.jdbc.Rows.asset;
import static dev.medialifecycle.repository.jdbc.Rows.assetId;
import static dev.medialifecycle.repository.jdbc.Rows.delivery;
import static dev.medialifecycle.repository.jdbc.Rows.entry;
import static dev.medialifecycle.repository.jdbc.Rows.job;
import static dev.medialifecycle.repository.jdbc.Rows.jobId;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.webhook.DeliveryId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was committed is there when the file is opened again, a worker's lease included. */
class ReopeningTest {
    @TempDir
    private Path folder;

    @Test
    void keeps_everything_in_the_file() {
        try (HikariDataSource dataSource = Databases.inFile(folder)) {
            Schema.migrate(dataSource);
            JdbcJobRepository.of(dataSource).inNewTransaction(tx -> {
                tx.assets().insert(asset(1));
                tx.jobs().insert(job(1));
                tx.deliveries().insert(delivery(1));
                tx.outbox().add(List.of(entry(1), entry(2)));
                tx.marks().put("paused", "by hand");
                tx.outbox().lease(Lane.PROMPT, NOW.plusSeconds(1), Duration.ofMinutes(5), 1);
                return true;
            });
        }

        try (HikariDataSource dataSource = Databases.inFile(folder)) {
            Schema.migrate(dataSource);
            JdbcJobRepository.of(dataSource).inNewTransaction(tx -> {
                assertThat(tx.assets().find(assetId(1))).contains(asset(1));
                assertThat(tx.jobs().find(jobId(1))).contains(job(1));
                assertThat(tx.deliveries().find(new DeliveryId(Rows.uuid(1))))
                        .map(found -> found.body())
                        .contains(delivery(1).body());
                assertThat(tx.marks().find("paused")).contains("by hand");
                assertThat(tx.outbox().lease(Lane.PROMPT, NOW.plusSeconds(9), Duration.ofMinutes(5), 9))
                        .extracting(OutboxEntry::id)
                        .containsExactly(entry(2).id());
                return true;
            });
        }
    }
}
