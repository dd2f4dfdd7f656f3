package dev.medialifecycle.internal.exit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store is asked for as much as it takes, and hardly ever for more. */
class PacerTest {
    private Instant now = Instant.EPOCH;

    @Test
    void sets_no_limit_while_nobody_does() {
        Pacer pacer = new Pacer(() -> now, null);

        for (int i = 0; i < 1_000; i++) {
            assertThat(pacer.take(1_000)).isEqualTo(1_000);
            pacer.took(1_000);
        }
    }

    @Test
    void keeps_to_the_hosts_limit_over_all_workers() {
        Pacer pacer = new Pacer(() -> now, 100);
        int taken = 0;
        for (int i = 0; i < 600; i++) {
            taken += pacer.take(1_000);
            now = now.plusMillis(100);
        }

        assertThat(taken).isBetween(5_990, 6_100);
    }

    @Test
    void takes_leave_back_that_was_not_used() {
        Pacer pacer = new Pacer(() -> now, 100);

        assertThat(pacer.take(1_000)).isEqualTo(100);
        assertThat(pacer.take(1_000)).isZero();
        pacer.giveBack(60);
        assertThat(pacer.take(1_000)).isEqualTo(60);
    }

    @Test
    void waits_as_long_as_the_provider_asks() {
        Pacer pacer = new Pacer(() -> now, null);
        pacer.took(1_000);
        pacer.refused(Duration.ofSeconds(30));

        now = now.plusSeconds(29);
        assertThat(pacer.take(1_000)).isZero();
        now = now.plusSeconds(2);
        assertThat(pacer.take(1_000)).isPositive();
    }

    @Test
    void hears_several_refusals_of_one_moment_as_one() {
        Pacer once = new Pacer(() -> now, 1_000);
        Pacer often = new Pacer(() -> now, 1_000);
        once.refused(null);
        for (int i = 0; i < 16; i++) {
            often.refused(null);
        }

        now = now.plusSeconds(2);
        assertThat(often.take(1_000)).isEqualTo(once.take(1_000));
    }

    @ParameterizedTest
    @CsvSource({"3500,4,1000", "3500,16,1000", "500,2,100", "20000,8,1000"})
    void comes_near_to_what_a_store_takes_and_wastes_little(double capacity, int workers, int batch) {
        ThrottlingStore store = new ThrottlingStore(capacity, workers, batch);
        store.run(Duration.ofSeconds(30));
        long requests = store.requests;
        long refused = store.refused;

        long deleted = store.run(Duration.ofMinutes(5));

        assertThat(deleted / (capacity * 300)).as("of what the store takes").isGreaterThan(0.95);
        assertThat((store.refused - refused) / (double) (store.requests - requests))
                .as("of the requests were in vain")
                .isLessThan(0.05);
    }

    @ParameterizedTest
    @CsvSource({"3500,4,1000", "3500,16,1000", "500,2,100", "20000,8,1000"})
    void is_back_soon_after_a_storm(double capacity, int workers, int batch) {
        ThrottlingStore store = new ThrottlingStore(capacity, workers, batch);
        store.run(Duration.ofSeconds(60));
        store.storm(0.9);
        long before = store.requests;
        store.run(Duration.ofSeconds(60));
        long asked = store.requests - before;
        store.calm();
        long best = 0;
        for (int second = 0; second < 10; second++) {
            best = Math.max(best, store.run(Duration.ofSeconds(1)));
        }

        assertThat(asked).as("requests during a minute of storm").isLessThan(60);
        assertThat(best / capacity)
                .as("of what the store takes, within ten seconds")
                .isGreaterThan(0.95);
    }
}
