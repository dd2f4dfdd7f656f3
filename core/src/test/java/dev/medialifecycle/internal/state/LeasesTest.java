package dev.medialifecycle.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.memory.MemoryJobRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Nodes that share a repository, each with a clock that may be wrong. */
class LeasesTest {
    private static final Duration LENGTH = Duration.ofMinutes(5);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String WORK = "cycle";

    private final MemoryJobRepository repository = new MemoryJobRepository();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final Leases one = node(Duration.ZERO);
    private final Leases two = node(Duration.ZERO);

    @Test
    void only_one_node_is_at_it_and_what_is_given_back_is_free_at_once() {
        Lease first = one.take(WORK).orElseThrow();

        assertThat(two.take(WORK)).isEmpty();
        assertThat(one.take(WORK)).isEmpty();
        assertThat(two.take("other")).isPresent();
        stopped(() -> two.require(WORK));
        first.close();

        assertThat(two.take(WORK)).isPresent();
    }

    @Test
    void the_work_of_a_killed_node_is_taken_over_within_one_lease() {
        one.take(WORK).orElseThrow();

        pass(LENGTH.minusMillis(1));
        assertThat(two.take(WORK)).isEmpty();
        pass(Duration.ofMillis(1));

        assertThat(two.take(WORK)).isPresent();
    }

    @Test
    void a_lease_that_is_kept_lasts_as_long_as_its_work() {
        Lease lease = one.take(WORK).orElseThrow();
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofMinutes(3));
            lease.keep();
            check(lease);
        }

        pass(LENGTH.minusMillis(1));
        assertThat(two.take(WORK)).isEmpty();
    }

    @Test
    void the_last_steps_of_a_node_that_stood_still_are_refused() {
        Lease late = one.take(WORK).orElseThrow();
        pass(LENGTH);
        Lease next = two.take(WORK).orElseThrow();

        stopped(late::keep);
        stopped(() -> check(late));
        late.done();
        late.close();

        check(next);
        next.keep();
        assertThat(one.take(WORK)).isEmpty();
        assertThat(one.takeIfDue(WORK, DAY)).isEmpty();
    }

    @Test
    void the_fence_only_grows() {
        long before = 0;
        for (int i = 0; i < 5; i++) {
            Lease lease = (i % 2 == 0 ? one : two).take(WORK).orElseThrow();
            assertThat(lease.fence()).isGreaterThan(before);
            before = lease.fence();
            if (i == 2) {
                pass(LENGTH);
            } else {
                lease.close();
            }
        }
    }

    @Test
    void the_interval_counts_once_for_all_nodes_and_from_the_start() {
        try (Lease lease = one.takeIfDue(WORK, DAY).orElseThrow()) {
            pass(Duration.ofMinutes(4));
            lease.done();
        }

        assertThat(two.takeIfDue(WORK, DAY)).isEmpty();
        pass(DAY.minus(Duration.ofMinutes(4)).minusMillis(1));
        assertThat(two.takeIfDue(WORK, DAY)).isEmpty();
        pass(Duration.ofMillis(1));

        assertThat(two.takeIfDue(WORK, DAY)).isPresent();
    }

    @Test
    void work_that_did_not_come_to_its_end_is_due_at_once() {
        one.takeIfDue(WORK, DAY).orElseThrow().close();

        assertThat(two.takeIfDue(WORK, DAY)).isPresent();
    }

    @Test
    void a_clock_that_was_years_ahead_stops_nobody_for_years() {
        Leases wrong = node(Duration.ofDays(3_000));
        Lease dead = wrong.takeIfDue(WORK, DAY).orElseThrow();

        assertThat(one.takeIfDue(WORK, DAY)).isPresent();
        stopped(() -> check(dead));

        try (Lease done = wrong.take("other").orElseThrow()) {
            done.done();
        }
        assertThat(one.takeIfDue("other", DAY)).isPresent();
    }

    @Test
    void clocks_minutes_apart_double_work_at_worst_and_never_two_steps_of_one_fence() {
        Leases ahead = node(Duration.ofMinutes(4));
        Lease mine = one.take(WORK).orElseThrow();
        pass(Duration.ofMinutes(1));

        Lease theirs = ahead.take(WORK).orElseThrow();

        stopped(() -> check(mine));
        check(theirs);
        pass(LENGTH.minusMillis(1));
        assertThat(one.take(WORK)).isEmpty();
        pass(Duration.ofMinutes(4).plusMillis(1));
        assertThat(one.take(WORK).orElseThrow().fence()).isGreaterThan(theirs.fence());
    }

    @Test
    void a_node_can_withdraw_what_it_is_at_itself_and_nothing_else() {
        Lease stuck = one.take(WORK).orElseThrow();
        two.take("other").orElseThrow();
        two.withdraw();
        check(stuck);
        pass(Duration.ofMinutes(3));
        stuck.keep();

        one.withdraw();

        stopped(() -> check(stuck));
        stopped(stuck::keep);
        assertThat(two.take(WORK)).isPresent();
    }

    @Test
    void a_name_may_be_of_any_length() {
        String prefix = "sweep store:media/" + "a".repeat(1_024);
        one.take(prefix + 1).orElseThrow();

        assertThat(two.take(prefix + 1)).isEmpty();
        assertThat(two.take(prefix + 2)).isPresent();
    }

    private void pass(Duration duration) {
        time.updateAndGet(now -> now.plus(duration));
    }

    private void check(Lease lease) {
        repository.inNewTransaction(tx -> {
            lease.check(tx);
            return Optional.empty();
        });
    }

    private static void stopped(ThrowingCallable step) {
        assertThatThrownBy(step)
                .isInstanceOfSatisfying(
                        MediaLifecycleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ANOTHER_NODE));
    }

    private Leases node(Duration ahead) {
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return time.get().plus(ahead);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        return new Leases(new State(repository, clock, () -> new UUID(0, ids.incrementAndGet())), LENGTH);
    }
}
