package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.testkit.SeededRandom;
import java.time.Duration;

/**
 * What goes wrong in one world and how often, in ten-thousandths of the occasions. Each world has its own mixture, because a
 * world in which everything fails all the time never gets far enough to be interesting.
 */
record Weather(
        int kills,
        int meanwhiles,
        int cuts,
        int conflicts,
        int lostCommits,
        int failovers,
        int storeTrouble,
        int storeLies,
        int lateCalls,
        int sourceTrouble,
        int listTrouble,
        Duration skew,
        boolean hasPoller) {

    /** Nothing goes wrong. */
    static Weather calm(boolean hasPoller) {
        return new Weather(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO, hasPoller);
    }

    /** The weather of a world. */
    static Weather of(SeededRandom random) {
        return new Weather(
                sometimes(random, 40),
                random.below(8) == 0 ? 0 : 100 + random.below(600),
                sometimes(random, 60),
                sometimes(random, 400),
                sometimes(random, 150),
                random.below(6) == 0 ? 150 : 0,
                sometimes(random, 2_500),
                sometimes(random, 1_500),
                sometimes(random, 2_000),
                sometimes(random, 1_500),
                sometimes(random, 3_000),
                Duration.ofSeconds(random.below(3) == 0 ? random.below(600) : random.below(3)),
                random.below(2) == 0);
    }

    private static int sometimes(SeededRandom random, int most) {
        return random.below(2) == 0 ? 0 : 1 + random.below(most);
    }
}
