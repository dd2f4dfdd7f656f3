package dev.medialifecycle.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many lives in which everything that can go wrong does: no live file is lost, and no orphan stays. */
class SimulationTest {
    private static final String SEED = "medialifecycle.seed";
    private static final int SEEDS = Integer.getInteger("seeds", 200);

    @Test
    void no_live_file_is_lost_and_no_orphan_stays() {
        Long one = Long.getLong(SEED);
        LongStream seeds = one == null ? LongStream.range(0, SEEDS) : LongStream.of(one);

        seeds.forEach(seed -> {
            Simulated life = Simulation.of(seed).run();
            assertThat(life.seed()).isEqualTo(seed);
        });
    }

    @Test
    void the_same_seed_is_the_same_life() {
        for (long seed = 0; seed < 5; seed++) {
            assertThat(Simulation.of(seed).run().trace())
                    .isEqualTo(Simulation.of(seed).run().trace());
        }
    }
}
