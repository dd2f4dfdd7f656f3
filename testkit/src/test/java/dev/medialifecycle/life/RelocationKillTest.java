package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.diagnosis.Retirement;
import dev.medialifecycle.local.LocalStorage;
import dev.medialifecycle.relocation.Relocation;
import dev.medialifecycle.relocation.RelocationReport;
import dev.medialifecycle.relocation.RelocationVerdict;
import dev.medialifecycle.testkit.SeededRandom;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A move that is killed is taken up where it stopped, wherever that was. */
class RelocationKillTest {
    private static final Duration TAKEN_OVER = Duration.ofMinutes(6);
    private static final Duration ALL_GONE = World.QUARANTINE.plus(Duration.ofDays(1));

    @ParameterizedTest
    @EnumSource(Haul.Host.class)
    void killed_at_any_step_and_started_again_it_moves_everything_once(Haul.Host host) {
        int steps = 0;
        boolean isWhole = false;
        while (!isWhole) {
            Haul haul = new Haul(host, Haul.archive(), 2);
            isWhole = !isKilled(haul, ++steps);
            String when = host + ", killed at step " + steps;
            haul.assertNothingLost(when);
            haul.live(TAKEN_OVER);
            haul.assertNothingLost(when);

            RelocationReport rest = haul.move(Mortal.immortal());

            assertThat(rest.isComplete()).as(when + ": " + rest).isTrue();
            haul.assertNothingLost(when);
            haul.live(ALL_GONE);
            haul.assertMoved(when);
            assertThat(haul.puts.values()).as(when).hasSize(2).containsOnly(1);
        }
        assertThat(steps).as("it was killed at every step of two moves").isGreaterThan(60);
    }

    @ParameterizedTest
    @EnumSource(Haul.Host.class)
    void killed_again_and_again_over_hours_or_weeks_it_loses_nothing(Haul.Host host) {
        SeededRandom seeds = SeededRandom.start();
        for (int life = 0; life < 150; life++) {
            SeededRandom random = SeededRandom.of(seeds.seed() + life);
            String when = host + ", seed " + random.seed();
            Haul haul = new Haul(host, Haul.archive(), 3);
            boolean isTakenUpInTime = true;
            for (int kill = 0; kill < 4; kill++) {
                isKilled(haul, 1 + random.below(120));
                haul.assertNothingLost(when);
                Duration pause = random.pick(List.of(TAKEN_OVER, Duration.ofHours(30), Duration.ofDays(9)));
                isTakenUpInTime &= pause.compareTo(Duration.ofDays(2)) < 0;
                haul.live(pause);
                haul.assertNothingLost(when);
            }
            RelocationReport rest = haul.move(Mortal.immortal());

            haul.live(ALL_GONE);
            haul.assertNothingLost(when);
            if (isTakenUpInTime) {
                assertThat(rest.isComplete()).as(when + ": " + rest).isTrue();
                haul.assertMoved(when);
            } else {
                assertThat(rest.failed())
                        .as(when + ": only keys of copies that have left")
                        .isEqualTo(rest.count(RelocationVerdict.TARGET_TAKEN));
            }
            assertThat(haul.puts.values()).as(when).allMatch(times -> times == 1);
        }
    }

    @Test
    void a_bucket_of_a_thousand_blobs_goes_to_another_provider_and_none_is_sent_twice(@TempDir Path folder) {
        try (StorageProvider archive = LocalStorage.at("archive", folder)
                .bucket("media")
                .publicBaseUrl(URI.create("https://archive.example/"))
                .open()) {
            Haul haul = new Haul(Haul.Host.IN_THE_SAME_TRANSACTION, archive, 1_000);
            MediaLifecycle media = haul.node(Mortal.immortal());
            assertThat(media.retirement("store", "media")).isEqualTo(new Retirement(1_000, 1_000, 1_000));
            RelocationReport plan =
                    media.planRelocation(Relocation.from("store", "media").to("archive", "media"));
            assertThat(plan.count(RelocationVerdict.MOVED)).isEqualTo(1_000);
            assertThat(haul.puts).isEmpty();

            assertThatThrownBy(() -> haul.move(new Mortal(12_000))).isInstanceOf(Mortal.Killed.class);
            int before = haul.puts.size();
            assertThat(before).as("half-way").isBetween(200, 800);
            haul.live(TAKEN_OVER);
            RelocationReport rest = haul.move(Mortal.immortal());

            assertThat(rest.isComplete()).as(rest.toString()).isTrue();
            assertThat(haul.puts.values()).hasSize(1_000).containsOnly(1);
            haul.live(ALL_GONE);
            haul.assertMoved("killed after " + before + " puts");
            assertThat(archive.list("media", "", null).blobs()).hasSize(1_000);
        }
    }

    private static boolean isKilled(Haul haul, int step) {
        try {
            haul.move(new Mortal(step));
            return false;
        } catch (Mortal.Killed e) {
            return true;
        }
    }
}
