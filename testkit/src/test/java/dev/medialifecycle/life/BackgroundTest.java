package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.sweep.BackgroundPlan;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.sweep.CycleReport;
import dev.medialifecycle.sweep.SweepLimits;
import dev.medialifecycle.sweep.SweepMode;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What runs by itself: on whose threads, whatever fails, until it is closed. */
class BackgroundTest {
    private static final CyclePlan CYCLE = new CyclePlan(
            SweepMode.EXECUTE,
            List.of(World.MEDIA),
            new SweepLimits(10_000, 1),
            Duration.ofHours(1),
            Duration.ofDays(1));

    @TempDir
    private Path folder;

    /** The three parts of a cycle. */
    private enum Part {
        SPOOL,
        BLOBS,
        JOB_ROWS
    }

    @ParameterizedTest
    @EnumSource
    void a_part_that_throws_stops_neither_the_other_parts_nor_the_next_cycle(Part broken) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(
                URI.create("jar:" + folder.resolve("spool.zip").toUri()), Map.of("create", "true"))) {
            Path spool = broken == Part.SPOOL ? zip.getPath("/") : folder;
            World world = new World(builder -> builder.spool(folder));
            World node = World.continuing(world, builder -> builder.spool(spool));
            work(world);
            if (broken == Part.SPOOL) {
                zip.close();
            } else if (broken == Part.BLOBS) {
                node.storage.onEveryCall(Operation.LIST, new Fault.Before(ErrorKind.DENIED));
            } else {
                node.storage.onEveryCall(Operation.STAT, new Fault.Before(ErrorKind.UNAVAILABLE));
            }

            CycleReport first = node.media.sweep(CYCLE);
            node.storage.heal();
            CycleReport second = World.continuing(world, builder -> builder.spool(folder))
                    .media
                    .sweep(CYCLE);

            assertThat(failures(first)).isEqualTo(1);
            assertThat(List.of(
                            first.spool().failed(),
                            first.blobs().failed(),
                            first.jobRows().failed()))
                    .containsSequence(expected(broken));
            assertThat(first.spool().done()
                            + first.blobs().done()
                            + first.jobRows().done())
                    .isEqualTo(2);
            assertThat(second.isClean()).isTrue();
            assertThat(second.spool().done()
                            + second.blobs().done()
                            + second.jobRows().done())
                    .isOne();
        }
    }

    private static int failures(CycleReport report) {
        return report.spool().failed()
                + report.blobs().failed()
                + report.jobRows().failed();
    }

    private static List<Integer> expected(Part broken) {
        List<Integer> failed = new ArrayList<>(List.of(0, 0, 0));
        failed.set(broken.ordinal(), 1);
        return failed;
    }

    /** One thing to do for each part. */
    private void work(World world) throws IOException {
        world.running(Set.of(), "p1");
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(9));
        world.live(Duration.ofDays(10));
        Path old = Files.writeString(folder.resolve("media-spool-1.tmp"), "left behind");
        Files.setLastModifiedTime(old, FileTime.from(World.START));
        world.plant("lost/1.png");
        world.clock.advance(Duration.ofHours(2));
    }

    @Test
    void goes_on_as_soon_as_a_provider_takes_more_however_rarely_it_looks_for_work() {
        World world = new World(builder -> builder.deletesASecond("store", 10));
        for (int asset = 0; asset < 25; asset++) {
            world.media.release(world.upload(World.KEPT).id());
        }
        world.runDue();
        world.clock.advance(World.QUARANTINE);

        world.media.startBackground(new BackgroundPlan(Duration.ofHours(1), null, Duration.ofHours(1)));
        for (int second = 1; second < 3; second++) {
            int taken = 10 * second;
            Spin.until(() -> world.told(MediaEvent.AssetDeleted.class).size() == taken);
            world.clock.advance(Duration.ofSeconds(1));
        }
        Spin.until(() -> world.told(MediaEvent.AssetDeleted.class).size() == 25);
        world.media.close();
    }

    @Test
    void whatever_a_pass_throws_the_next_one_comes() {
        Map<String, Integer> passes = new ConcurrentHashMap<>();
        World world = new World();
        World node = World.continuing(world, builder -> builder.repository(failingFirst(world.repository, passes)));

        node.media.startBackground(new BackgroundPlan(Duration.ofMillis(5), CYCLE, Duration.ofMillis(5)));
        Spin.until(() -> passes.containsKey("media-sweep-1")
                && passes.containsKey("media-cleanup-1")
                && passes.values().stream().allMatch(count -> count > 2));
        Spin.until(() -> !node.told(MediaEvent.SweepCompleted.class).isEmpty());
        node.media.close();
    }

    /** Throws what ought never to be thrown, once in each thread. */
    private static JobRepository failingFirst(JobRepository repository, Map<String, Integer> passes) {
        return Repositories.before(repository, () -> {
            String thread = Thread.currentThread().getName();
            if (thread.startsWith("media-") && passes.merge(thread, 1, Integer::sum) == 1) {
                throw new StackOverflowError("the test's");
            }
        });
    }

    @Test
    void the_host_may_hand_in_what_makes_threads_and_all_of_them_end_with_close() {
        Set<Thread> made = ConcurrentHashMap.newKeySet();
        World world = new World(builder -> builder.threads(work -> {
            Thread thread = new Thread(work, "the-hosts");
            made.add(thread);
            return thread;
        }));

        world.media.startBackground(new BackgroundPlan(Duration.ofMillis(5), CYCLE, Duration.ofMillis(5)));
        Spin.until(() -> made.size() == 6);
        world.media.close();

        assertThat(made).isNotEmpty().extracting(Thread::getName).allMatch(name -> name.startsWith("media-"));
        assertThat(made).allMatch(Thread::isDaemon).noneMatch(Thread::isAlive);
    }

    @Test
    void a_cycle_that_hangs_is_left_behind_by_a_restart_and_the_next_one_runs() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<Thread> hung = new AtomicReference<>();
        World world = new World();
        world.plant("lost/1.png");
        world.clock.advance(Duration.ofHours(2));
        world.storage.onCall(1, Operation.LIST, new Fault.Meanwhile(() -> {
            hung.set(Thread.currentThread());
            hanging.countDown();
            uninterruptibly(end);
        }));
        assertThatThrownBy(world.media::restartBackground).isInstanceOf(IllegalStateException.class);
        world.media.startBackground(BackgroundPlan.sweeping(CYCLE, Duration.ofDays(1)));
        assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();

        world.media.restartBackground();
        Spin.until(() -> !world.told(MediaEvent.SweepCompleted.class).isEmpty());
        end.countDown();
        hung.get().join();
        world.media.close();

        assertThat(world.told(MediaEvent.SweepCompleted.class)).hasSize(1);
        assertThat(world.told(MediaEvent.AssetQuarantined.class)).hasSize(1);
    }

    private static void uninterruptibly(CountDownLatch latch) {
        AtomicBoolean isOver = new AtomicBoolean();
        while (!isOver.get()) {
            try {
                isOver.set(latch.await(20, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                // The request that hangs does not listen.
            }
        }
    }

    @Test
    void two_runs_with_the_same_clock_and_ids_in_the_callers_thread_report_the_same_to_the_byte() {
        assertThat(life()).isEqualTo(life());
    }

    private String life() {
        AtomicLong ids = new AtomicLong();
        StringBuilder reports = new StringBuilder();
        World world = new World(
                builder -> builder.ids(() -> new UUID(0, ids.incrementAndGet())).spool(folder));
        for (int i = 0; i < 20; i++) {
            world.running(Set.of(world.upload(AssetRole.INPUT).id()), "p" + i);
            world.deliver("d" + i, "p" + i + (i % 2 == 0 ? " failed" : " succeeded " + Pictures.dataUri(9)));
            world.plant("lost/" + i + ".png");
        }
        for (int day = 0; day < 12; day++) {
            reports.append(world.runDue()).append('\n');
            world.clock.advance(Duration.ofDays(1));
            reports.append(world.media.sweep(CYCLE)).append('\n');
        }
        world.told.forEach(event -> reports.append(event).append('\n'));
        return reports.toString();
    }
}
