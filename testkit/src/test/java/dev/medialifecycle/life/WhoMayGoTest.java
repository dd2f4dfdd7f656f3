package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.sweep.SweepLimits;
import dev.medialifecycle.sweep.SweepMode;
import dev.medialifecycle.sweep.SweepVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every combination of what may keep an output or a blob, and which single one of them lets it go. */
class WhoMayGoTest {
    private static final CyclePlan CYCLE = new CyclePlan(
            SweepMode.EXECUTE, List.of(World.MEDIA), new SweepLimits(100, 1), Duration.ofHours(1), Duration.ofDays(1));

    private final List<String> modules = new ArrayList<>();
    private final World world =
            new World(builder -> builder.references("patches", Stream::empty).references("modules", modules::stream));

    /** Age in hours against a rule of 24, saved or not, used by a running job or not. */
    @ParameterizedTest
    @CsvSource({
        "1, SAVED, USED, stays",
        "1, SAVED, FREE, stays",
        "1, UNSAVED, USED, stays",
        "1, UNSAVED, FREE, stays",
        "23, SAVED, USED, stays",
        "23, SAVED, FREE, stays",
        "23, UNSAVED, USED, stays",
        "23, UNSAVED, FREE, stays",
        "23, UNSAVED, ENDED, stays",
        "26, SAVED, USED, stays",
        "26, SAVED, FREE, stays",
        "26, UNSAVED, USED, stays",
        "26, UNSAVED, ENDED, stays",
        "26, UNSAVED, FREE, goes"
    })
    void an_output_goes_only_when_it_is_old_and_unsaved_and_free(int hours, String saved, String use, String fate) {
        world.running(Set.of(), "p1");
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(9));
        world.runDue();
        Asset output = world.media.promote(world.job("p1").id(), 0);
        if (saved.equals("SAVED")) {
            world.gallery.add(output.id().toString());
        }
        world.live(Duration.ofMinutes(30));
        if (!use.equals("FREE")) {
            // Its deadline is a day away, so it still runs when the output is old.
            world.clock.advance(Duration.ofHours(hours).minusHours(2));
            world.running(Set.of(output.id()), "p2");
            world.clock.advance(Duration.ofMinutes(75));
            if (use.equals("ENDED")) {
                world.deliver("d2", "p2 failed");
            }
            world.clock.advance(Duration.ofMinutes(15));
        } else {
            world.clock.advance(Duration.ofHours(hours).minusMinutes(30));
        }

        world.media.sweep(CYCLE);
        world.runDue();

        boolean isLeaving = world.state(output) != AssetState.ACTIVE;
        assertThat(isLeaving).isEqualTo(fate.equals("goes"));
    }

    @Test
    void a_blob_that_only_the_third_of_three_sources_knows_is_kept() {
        BlobLocation blob = world.plant("legacy/1.png");
        world.clock.advance(Duration.ofHours(2));
        modules.add("legacy/1.png");

        assertThat(world.media.planSweep(World.MEDIA).count(SweepVerdict.REFERENCED))
                .isOne();
        world.media.sweep(CYCLE);
        world.live(Duration.ofDays(30));

        assertThat(world.has(blob)).isTrue();
    }

    @Test
    void a_blob_one_second_younger_than_the_minimum_age_is_kept_and_one_second_older_is_found() {
        world.plant("lost/1.png");
        world.clock.advance(Duration.ofHours(1).minusSeconds(1));
        assertThat(world.media.planSweep(World.MEDIA).orphans()).isEmpty();

        world.clock.advance(Duration.ofSeconds(2));
        assertThat(world.media.planSweep(World.MEDIA).orphans()).hasSize(1);
    }
}
