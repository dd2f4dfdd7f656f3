package dev.medialifecycle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.benchmarks.measure.PostgresServer;
import dev.medialifecycle.benchmarks.outbox.Contender;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxDrainTest {
    @Test
    void empties_every_queue_on_a_real_server() throws Exception {
        List<HikariDataSource> pools = new ArrayList<>();
        try (PostgresServer server = PostgresServer.start()) {
            for (Contender contender : OutboxDrain.contenders(server, OutboxDrain.arguments(), pools)) {
                contender.load(50);
                assertThat(contender.left()).as(contender.name()).isEqualTo(50);
                contender.drain();
                assertThat(contender.left()).as(contender.name()).isZero();
            }
        } finally {
            pools.forEach(HikariDataSource::close);
        }
    }
}
