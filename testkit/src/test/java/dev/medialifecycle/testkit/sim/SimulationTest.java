package dev.medialifecycle.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many lives in which everything that can go wrong does: no live file is lost, and no orphan stays. */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("seeds", 200);
    private static final int LINES_EVERY = 500;

    @Test
    void no_live_file_is_lost_and_no_orphan_stays() {
        Long one = Long.getLong("medialifecycle.seed");
        LongStream seeds = one == null ? LongStream.range(0, SEEDS) : LongStream.of(one);
        AtomicInteger lived = new AtomicInteger();
        LongAdder commits = new LongAdder();
        LongAdder deletes = new LongAdder();

        // Each life has one thread; side by side they only share the processors.
        seeds.parallel().forEach(seed -> {
            Simulated life = Simulation.of(seed).run();
            commits.add(life.commits());
            deletes.add(life.deletes());
            int done = lived.incrementAndGet();
            if (done % LINES_EVERY == 0) {
                System.out.println("Simulated " + done + " lives: " + commits + " commits, " + deletes
                        + " deletes, 0 live files lost, 0 orphans left");
            }
        });

        assertThat(deletes.sum())
                .as("a simulation without deletes proves nothing")
                .isPositive();
    }

    @Test
    void the_same_seed_is_the_same_life() {
        for (long seed = 0; seed < 5; seed++) {
            assertThat(Simulation.of(seed).run()).isEqualTo(Simulation.of(seed).run());
        }
    }

    @Test
    void another_seed_is_another_life() {
        assertThat(Simulation.of(1).run().trace())
                .isNotEqualTo(Simulation.of(2).run().trace());
    }

    @Test
    void a_world_needs_a_node() {
        assertThatThrownBy(() -> new Simulation(1, 0, 10)).isInstanceOf(IllegalArgumentException.class);
    }
}
