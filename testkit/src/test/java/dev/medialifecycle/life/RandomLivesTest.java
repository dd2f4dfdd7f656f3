package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobOutput;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.sweep.SweepLimits;
import dev.medialifecycle.sweep.SweepMode;
import dev.medialifecycle.sweep.SweepScope;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import dev.medialifecycle.testkit.SeededRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lives made of chance: whatever happens in whatever order, with a store that fails, no live file is lost and no orphan stays. */
class RandomLivesTest {
    private static final int LIVES = Integer.getInteger("medialifecycle.lives", 300);
    private static final int STEPS = 60;

    @Test
    void no_live_file_is_lost_and_no_orphan_stays() {
        SeededRandom seeds = SeededRandom.start();
        for (int life = 0; life < LIVES; life++) {
            long seed = seeds.seed() + life;
            new Life(SeededRandom.of(seed), "seed " + seed).live();
        }
    }

    /** One host with one store, and what it still needs. */
    private static final class Life {
        private final SeededRandom random;
        private final String name;
        private final World world = new World();
        private final Set<BlobLocation> needed = new HashSet<>();
        private final List<AssetId> assets = new ArrayList<>();
        private final List<String> predictions = new ArrayList<>();
        private int planted;
        private int delivered;

        Life(SeededRandom random, String name) {
            this.random = random;
            this.name = name;
        }

        void live() {
            for (int step = 0; step < STEPS; step++) {
                try {
                    step(random.below(14));
                } catch (MediaLifecycleException e) {
                    // A host sees its call fail and goes on; what must hold is checked below.
                    assertThat(e.getMessage()).as(name).startsWith("ML-");
                }
                assertNothingNeededIsLost();
            }
            world.storage.heal();
            for (int cycle = 0; cycle < 4; cycle++) {
                world.live(Duration.ofDays(10));
                sweep();
            }
            world.live(Duration.ofDays(10));
            assertNothingNeededIsLost();
            assertNoOrphanIsLeft();
        }

        private void step(int what) {
            switch (what) {
                case 0, 1 ->
                    assets.add(world.upload(random.pick(List.of(AssetRole.INPUT, World.KEPT)))
                            .id());
                case 2, 3 -> order();
                case 4, 5 -> deliver();
                case 6 -> save();
                case 7 -> forget();
                case 8 -> world.plant("lost/" + planted++ + ".png");
                case 9 -> fail();
                case 10 -> world.storage.heal();
                case 11 -> sweep();
                case 12 -> restore();
                default -> {
                    world.clock.advance(Duration.ofMinutes(1L + random.below(3_000)));
                    world.runDue();
                }
            }
        }

        private void order() {
            Set<AssetId> inputs = assets.isEmpty() ? Set.of() : Set.of(random.pick(assets));
            String prediction = "p" + predictions.size();
            world.running(inputs, prediction);
            predictions.add(prediction);
        }

        private void deliver() {
            if (!predictions.isEmpty()) {
                String news = random.pick(List.of(
                        "processing", "failed", "canceled", "succeeded " + Pictures.dataUri(4 + random.below(4))));
                int delivery = random.below(3) == 0 ? Math.max(0, delivered - 1) : delivered++;
                world.deliver("d" + delivery, random.pick(predictions) + " " + news);
            }
        }

        /** The user saves something, by URL or by id, in one spelling or another. */
        private void save() {
            List<AssetId> all = new ArrayList<>(assets);
            predictions.forEach(prediction -> all.addAll(outputs(prediction)));
            if (all.isEmpty()) {
                return;
            }
            AssetId chosen = random.pick(all);
            // A host can only refer to what it can read, and it refers before it is told that all is well.
            String url = world.media.publicUrl(chosen).toString();
            world.gallery.add(random.pick(List.of(url, url + "?v=3", chosen.toString())));
            needed.add(world.media.asset(chosen).orElseThrow().location());
        }

        private List<AssetId> outputs(String prediction) {
            return world.media.job(new VendorJobId(Acme.NAME, prediction)).map(Job::outputs).orElse(List.of()).stream()
                    .map(JobOutput::asset)
                    .filter(Objects::nonNull)
                    .toList();
        }

        /** The user deletes a record; the host releases what it named. */
        private void forget() {
            if (world.gallery.isEmpty()) {
                assets.stream().findFirst().ifPresent(world.media::release);
                return;
            }
            String value = random.pick(world.gallery);
            world.gallery.remove(value);
            needed.clear();
            world.gallery.forEach(other -> needed.add(location(other)));
            if (value.startsWith("https")) {
                world.media.releaseUrls(World.USER, List.of(value));
            } else {
                world.media.release(AssetId.of(value));
            }
            world.media.acceptReferences("gallery");
        }

        private BlobLocation location(String value) {
            return world.media.locate(value) instanceof Located.Owned owned
                    ? owned.location()
                    : world.media.asset(AssetId.of(value)).map(Asset::location).orElseThrow();
        }

        private void fail() {
            Operation operation = random.pick(List.of(Operation.PUT, Operation.DELETE, Operation.STAT, Operation.LIST));
            Fault fault = random.pick(List.of(
                    new Fault.Before(ErrorKind.UNAVAILABLE),
                    new Fault.After(ErrorKind.OUTCOME_UNKNOWN),
                    new Fault.Before(ErrorKind.OUTCOME_UNKNOWN)));
            world.storage.onCall(1 + random.below(3), operation, fault);
        }

        private void restore() {
            if (!assets.isEmpty()) {
                world.media.restore(random.pick(assets));
            }
        }

        private void sweep() {
            world.media.sweep(new CyclePlan(
                    SweepMode.EXECUTE,
                    List.of(World.MEDIA, SweepScope.bucket("store", "inputs", Duration.ofHours(1))),
                    new SweepLimits(1_000, 1),
                    Duration.ofHours(1),
                    Duration.ofDays(1)));
        }

        private void assertNothingNeededIsLost() {
            assertThat(needed).as(name).allMatch(world::has);
        }

        /** What is left is referred to, or in use in a role that is kept for ever. */
        private void assertNoOrphanIsLeft() {
            List<BlobLocation> left = new ArrayList<>();
            for (String bucket : List.of("inputs", "media")) {
                world.blobs.list(bucket, "", null).blobs().stream()
                        .map(StoredBlob::location)
                        .forEach(left::add);
            }
            left.removeAll(needed);
            left.removeIf(this::isKeptForEver);
            assertThat(left).as(name).isEmpty();
            assertThat(world.media.givenUp(10)).as(name).isEmpty();
        }

        private boolean isKeptForEver(BlobLocation location) {
            return assets.stream()
                    .flatMap(id -> world.media.asset(id).stream())
                    .anyMatch(asset -> asset.location().equals(location)
                            && asset.role().equals(World.KEPT)
                            && asset.state() == AssetState.ACTIVE);
        }
    }
}
