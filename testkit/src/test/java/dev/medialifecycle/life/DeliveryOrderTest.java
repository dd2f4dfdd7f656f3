package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.testkit.SeededRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Deliveries in any order, any number of times, before and after their jobs, with processes that die anywhere and a vendor that is
 * asked in between: the same jobs in the end, each with one end, and nothing lost. Heavy by
 * {@code -Dmedialifecycle.permutations=100000}.
 */
class DeliveryOrderTest {
    private static final int PERMUTATIONS = Integer.getInteger("medialifecycle.permutations", 400);

    private final AtomicInteger lived = new AtomicInteger();
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger polls = new AtomicInteger();

    @Test
    void any_order_of_deliveries_leaves_the_same_jobs_and_loses_nothing() {
        long first = SeededRandom.start().seed();

        IntStream.range(0, PERMUTATIONS).parallel().forEach(number -> live(first + number));

        assertThat(lived).hasValue(PERMUTATIONS);
        assertThat(kills.get()).as("processes died").isPositive();
        assertThat(polls.get()).as("the vendor was asked").isPositive();
    }

    private void live(long seed) {
        // Seeds that follow each other begin alike, so they are spread first.
        DeliveryOrder order = new DeliveryOrder(SeededRandom.of(seed * 0x9E37_79B9_7F4A_7C15L));
        try {
            order.live();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("Repeat with -Dmedialifecycle.seed=" + seed, e);
        }
        kills.addAndGet(order.kills());
        polls.addAndGet(order.polls());
        if (lived.incrementAndGet() % 10_000 == 0) {
            System.out.println(lived + " permutations, " + kills + " kills, " + polls + " polls");
        }
    }
}
