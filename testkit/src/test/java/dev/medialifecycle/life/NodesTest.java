package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.sweep.BackgroundPlan;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.sweep.CycleReport;
import dev.medialifecycle.sweep.PassReport;
import dev.medialifecycle.sweep.SweepLimits;
import dev.medialifecycle.sweep.SweepMode;
import dev.medialifecycle.sweep.SweepPlan;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes over one repository and one store never do a cycle or a sweep doubled. */
class NodesTest {
    private static final SweepLimits ALL = new SweepLimits(10_000, 1);
    private static final CyclePlan CYCLE =
            new CyclePlan(SweepMode.EXECUTE, List.of(World.MEDIA), ALL, Duration.ofHours(1), Duration.ofDays(1));
    private static final Duration LEASE = Duration.ofMinutes(5);

    /** What happens while the first node asks its references. */
    private final AtomicReference<Runnable> whileAsking = new AtomicReference<>(() -> {});

    private final World one = new World(builder -> builder.references("slow", () -> {
        whileAsking.getAndSet(() -> {}).run();
        return Stream.empty();
    }));
    private final World two = World.continuing(one, unchanged -> {});

    @Test
    void a_second_nodes_cycle_at_the_same_time_says_that_another_node_is_at_it() {
        List<CycleReport> reports = new ArrayList<>();
        one.storage.onCall(1, Operation.LIST, new Fault.Meanwhile(() -> reports.add(two.media.sweep(CYCLE))));

        assertThat(one.media.sweep(CYCLE).isClean()).isTrue();
        reports.add(two.media.sweep(CYCLE));

        assertThat(reports).extracting(CycleReport::skipped).containsExactly("another node is at it", null);
        assertThat(reports.get(0).isClean()).isFalse();
        assertThat(two.storage.calls(Operation.LIST)).isOne();
    }

    @Test
    void each_node_cleans_its_own_spool_whoever_runs_the_cycle(@TempDir Path spool) throws IOException {
        World three = World.continuing(one, builder -> builder.spool(spool));
        Path old = Files.writeString(spool.resolve("media-spool-1.tmp"), "left behind");
        Files.setLastModifiedTime(old, FileTime.from(World.START.minus(Duration.ofHours(2))));

        one.storage.onCall(1, Operation.LIST, new Fault.Meanwhile(() -> three.media.sweep(CYCLE)));
        one.media.sweep(CYCLE);

        assertThat(old).doesNotExist();
    }

    @Test
    void a_scope_is_executed_by_one_node_at_a_time() {
        SweepPlan plan = orphans(3);
        List<ErrorCode> codes = new ArrayList<>();
        whileAsking.set(() -> codes.add(refusal(() -> two.media.execute(plan, ALL))));

        PassReport report = one.media.execute(plan, ALL);

        assertThat(codes).containsExactly(ErrorCode.ANOTHER_NODE);
        assertThat(report.done()).isEqualTo(3);
        assertThat(two.media.execute(plan, ALL).done()).isZero();
    }

    @Test
    void the_cycle_of_a_killed_node_is_taken_over_within_one_lease_and_its_last_steps_are_refused() {
        SweepPlan plan = orphans(3);
        List<PassReport> takenOver = new ArrayList<>();
        whileAsking.set(() -> whileAsking.set(() -> {
            one.clock.advance(LEASE);
            takenOver.add(two.media.execute(plan, ALL));
        }));

        assertThat(refusal(() -> one.media.execute(plan, ALL))).isEqualTo(ErrorCode.ANOTHER_NODE);

        assertThat(takenOver).extracting(PassReport::done).containsExactly(3);
        assertThat(plan.orphans())
                .allSatisfy(orphan -> assertThat(two.media.asset(orphan.location()))
                        .get()
                        .extracting("state")
                        .isEqualTo(AssetState.QUARANTINED));
        assertThat(one.told(MediaEvent.AssetQuarantined.class)).isEmpty();
        assertThat(two.told(MediaEvent.AssetQuarantined.class)).hasSize(3);
    }

    @Test
    void a_cycle_that_has_lost_its_lease_stops_at_its_next_stopping_place() {
        List<CycleReport> takenOver = new ArrayList<>();
        one.storage.onCall(1, Operation.LIST, new Fault.Meanwhile(() -> {
            one.clock.advance(LEASE);
            takenOver.add(two.media.sweep(CYCLE));
        }));

        CycleReport late = one.media.sweep(CYCLE);

        assertThat(takenOver).allMatch(CycleReport::isClean);
        assertThat(late.jobRows().notes()).anyMatch(note -> note.contains("ML-SW-006"));
    }

    @Test
    void the_interval_of_cycles_counts_once_for_all_nodes() throws Exception {
        CountDownLatch looks = new CountDownLatch(10);
        World second = World.continuing(one, builder -> builder.repository(counting(one.repository, looks)));
        Duration interval = Duration.ofMillis(10);

        one.media.startBackground(sweepingEvery(Duration.ofDays(1)));
        Spin.until(() -> one.repository
                .inNewTransaction(tx -> tx.marks().find("done.cycle"))
                .isPresent());
        one.media.close();
        second.clock.advance(interval.dividedBy(2));
        second.media.startBackground(sweepingEvery(interval));
        assertThat(looks.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.told(MediaEvent.SweepStarted.class)).isEmpty();

        second.clock.advance(interval.dividedBy(2));
        Spin.until(() -> !second.told(MediaEvent.SweepCompleted.class).isEmpty());
        second.media.close();
    }

    @Test
    void a_cycle_that_is_cut_short_by_closing_its_node_is_due_at_once_on_the_others() throws Exception {
        CountDownLatch inTheMiddle = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        one.storage.onCall(1, Operation.LIST, new Fault.Meanwhile(() -> {
            inTheMiddle.countDown();
            await(closing);
        }));
        one.media.startBackground(sweepingEvery(Duration.ofDays(1)));
        await(inTheMiddle);
        Thread closer = new Thread(one.media::close);
        closer.start();
        Spin.until(() -> closer.getState() == Thread.State.TIMED_WAITING);
        closing.countDown();
        closer.join();

        two.media.startBackground(sweepingEvery(Duration.ofDays(1)));
        Spin.until(() -> !two.told(MediaEvent.SweepCompleted.class).isEmpty());
        two.media.close();
    }

    private static BackgroundPlan sweepingEvery(Duration interval) {
        return BackgroundPlan.sweeping(CYCLE, interval);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("closing must not interrupt what is under way", e);
        }
    }

    private static JobRepository counting(JobRepository repository, CountDownLatch transactions) {
        return Repositories.before(repository, () -> {
            if (Thread.currentThread().getName().startsWith("media-sweep-")) {
                transactions.countDown();
            }
        });
    }

    private SweepPlan orphans(int count) {
        for (int i = 0; i < count; i++) {
            one.plant("lost/" + i + ".png");
        }
        one.clock.advance(Duration.ofHours(2));
        return one.media.planSweep(World.MEDIA);
    }

    private static ErrorCode refusal(Runnable step) {
        AtomicReference<ErrorCode> code = new AtomicReference<>();
        assertThatThrownBy(step::run).isInstanceOfSatisfying(MediaLifecycleException.class, e -> code.set(e.code()));
        return code.get();
    }
}
