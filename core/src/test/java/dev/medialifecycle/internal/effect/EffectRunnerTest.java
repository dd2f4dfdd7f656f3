package dev.medialifecycle.internal.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.effect.EffectRunner.Rest;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.memory.MemoryJobRepository;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.sweep.PassReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is due is done once, by whoever has the lease, and what cannot be done holds up nothing else. */
class EffectRunnerTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final MemoryJobRepository repository = new MemoryJobRepository();
    private final List<List<Effect>> calls = new ArrayList<>();
    private final Set<Effect> seen = new HashSet<>();
    private Instant now = START;
    private int ids;
    private Function<List<Effect>, Map<Effect, Handled>> work = effects -> all(effects, new Handled.Done());
    private final State state = new State(repository, movable(), () -> new UUID(0, ++ids));
    private final Gate open = new FixedGate(Integer.MAX_VALUE);

    @Test
    void does_a_batch_together_and_forgets_it() {
        add(300);

        assertThat(run().done()).isEqualTo(300);

        assertThat(seen).hasSize(300);
        assertThat(calls.size()).isLessThan(5);
        assertThat(waiting()).isZero();
    }

    @Test
    void finds_the_one_that_cannot_be_done_in_a_few_calls() {
        List<OutboxEntry> entries = add(1_000);
        Effect poison = entries.get(617).effect();
        work = effects -> {
            if (effects.contains(poison)) {
                throw new IllegalStateException("poison");
            }
            return all(effects, new Handled.Done());
        };

        PassReport report = run();

        assertThat(report.done()).isEqualTo(999);
        assertThat(report.failed()).isEqualTo(1);
        assertThat(calls.size()).as("calls for four batches and some halves").isLessThan(35);
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void shows_a_bug_after_a_dozen_attempts_and_keeps_it() {
        add(1);
        work = effects -> {
            throw new IllegalStateException("bug");
        };

        for (int i = 0; i < 20; i++) {
            run();
            now = now.plus(Duration.ofHours(2));
        }

        assertThat(calls).hasSize(12);
        assertThat(givenUp()).hasSize(1);
    }

    @Test
    void waits_for_an_outage_as_long_as_it_takes() {
        add(1);
        work = effects -> {
            throw new MediaLifecycleException(ErrorCode.DELETE_FAILED, ErrorKind.UNAVAILABLE, "down");
        };
        for (int i = 0; i < 50; i++) {
            run();
            now = now.plus(Duration.ofHours(2));
        }
        assertThat(givenUp()).isEmpty();

        work = effects -> all(effects, new Handled.Done());
        run();
        assertThat(waiting()).isZero();
    }

    @Test
    void comes_back_no_sooner_than_the_service_wants() {
        add(1);
        work = effects -> {
            throw new MediaLifecycleException(ErrorCode.DELETE_FAILED, ErrorKind.THROTTLED, "too much")
                    .retryAfter(Duration.ofMinutes(7));
        };
        run();
        calls.clear();

        now = now.plus(Duration.ofMinutes(7)).minusSeconds(1);
        run();
        assertThat(calls).isEmpty();
        now = now.plus(Duration.ofSeconds(3));
        run();
        assertThat(calls).hasSize(1);
    }

    @Test
    void does_not_count_as_an_attempt_what_was_only_too_early() {
        add(1);
        work = effects -> all(effects, new Handled.Later(now.plusSeconds(1), "not yet"));
        for (int i = 0; i < 30; i++) {
            run();
            now = now.plusSeconds(2);
        }

        work = effects -> {
            throw new IllegalStateException("the first real attempt");
        };
        run();

        assertThat(givenUp()).isEmpty();
        calls.clear();
        now = now.plusSeconds(1);
        run();
        assertThat(calls).as("after the first and shortest wait").hasSize(1);
    }

    @Test
    void leaves_to_another_version_what_only_that_can_read() {
        Effect newer = Effect.parse("something-newer " + UUID.randomUUID() + " 9");
        repository.inNewTransaction(tx -> {
            tx.outbox().add(List.of(OutboxEntry.due(new UUID(9, 9), newer, START)));
            return true;
        });
        add(10);

        assertThat(run().done()).isEqualTo(10);
        for (int i = 0; i < 50; i++) {
            now = now.plus(Duration.ofHours(1));
            run();
        }

        assertThat(givenUp()).isEmpty();
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void does_alone_what_killed_who_had_it_more_than_once() {
        List<OutboxEntry> entries = add(20);
        Effect deadly = entries.get(3).effect();
        work = effects -> {
            if (effects.contains(deadly)) {
                throw new StackOverflowError("as if the process had died");
            }
            return all(effects, new Handled.Done());
        };
        for (int death = 0; death < 2; death++) {
            runUntilItDies();
            assertThat(waiting()).as("nothing is recorded of a batch that died").isEqualTo(20);
            now = now.plus(LEASE);
        }

        runUntilItDies();
        run();

        assertThat(waiting()).as("the others are done").isEqualTo(1);
        for (int death = 0; death < 20; death++) {
            now = now.plus(LEASE);
            runUntilItDies();
        }
        assertThat(givenUp()).extracting(OutboxEntry::effect).containsExactly(deadly);
    }

    @Test
    void gives_back_what_it_has_not_begun_when_it_is_stopped_or_late() {
        add(300);
        work = effects -> {
            now = now.plus(LEASE.dividedBy(2));
            return all(effects, new Handled.Done());
        };
        EffectRunner one = runner(open, 10);

        assertThat(one.run(100, () -> true).done()).isEqualTo(100);

        assertThat(leasable())
                .as("nothing is held by a worker that came to no end")
                .isEqualTo(200);
        List<OutboxEntry> next = repository.inNewTransaction(tx -> tx.outbox().lease(Lane.PROMPT, now, LEASE, 1));
        assertThat(next).extracting(OutboxEntry::attempts).containsExactly(1);
    }

    @Test
    void changes_nothing_when_its_lease_has_passed_to_another() {
        add(1);
        work = effects -> {
            now = now.plus(LEASE).plusSeconds(1);
            repository.inNewTransaction(tx -> tx.outbox().lease(Lane.PROMPT, now, LEASE, 10));
            return all(effects, new Handled.Done());
        };

        runner(open, 10).run(1, () -> true);

        assertThat(waiting()).as("the other worker has it").isEqualTo(1);
    }

    @Test
    void leaves_what_the_gate_holds_back_untouched() {
        add(300);

        assertThat(runner(new FixedGate(120), 1_000).run(1_000, () -> true).done())
                .isEqualTo(120);

        assertThat(leasable()).isEqualTo(180);
    }

    @Test
    void says_what_it_leaves_to_the_next_pass() {
        add(300);

        assertThat(rest(open, 100)).isEqualTo(Rest.MORE);
        assertThat(rest(new FixedGate(120), 1_000)).isEqualTo(Rest.HELD_BACK);
        assertThat(rest(open, 1_000)).isEqualTo(Rest.NOTHING);
    }

    private Rest rest(Gate gate, int limit) {
        return runner(gate, 1_000).run(lane -> true, limit, () -> true).rest();
    }

    @Test
    void serves_every_lane_while_one_is_long() {
        add(2_000);
        repository.inNewTransaction(tx -> {
            tx.outbox()
                    .add(List.of(OutboxEntry.due(new UUID(7, 7), new Effect.DeleteBlob(asset(7)), START)
                            .in(Lane.deleting("store"))));
            return true;
        });

        runner(open, 1_000).run(500, () -> true);

        assertThat(seen).contains(new Effect.DeleteBlob(asset(7)));
    }

    private void runUntilItDies() {
        try {
            run();
        } catch (StackOverflowError e) {
            assertThat(e).hasMessageContaining("died");
        }
    }

    private PassReport run() {
        return runner(open, 1_000).run(100_000, () -> true);
    }

    private EffectRunner runner(Gate gate, int atOnce) {
        EffectHandler handler = new EffectHandler() {
            @Override
            public Map<Effect, Handled> handle(List<Effect> effects) {
                calls.add(List.copyOf(effects));
                Map<Effect, Handled> handled = work.apply(effects);
                seen.addAll(effects);
                return handled;
            }

            @Override
            public int atOnce() {
                return atOnce;
            }
        };
        Ground ground =
                new Ground(state, new Announcer(List.of()), new Providers(List.of()), new Policies(Map.of(), Map.of()));
        return new EffectRunner(
                ground, LEASE, Map.of(Effect.TellJobEnded.class, handler, Effect.DeleteBlob.class, handler), gate);
    }

    private List<OutboxEntry> add(int count) {
        List<OutboxEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(state.entry(new Effect.TellJobEnded(new JobId(new UUID(1, i))), now));
        }
        return repository.inNewTransaction(tx -> {
            tx.outbox().add(entries);
            return entries;
        });
    }

    private static AssetId asset(int number) {
        return new AssetId(new UUID(2, number));
    }

    private long waiting() {
        return repository.inNewTransaction(tx -> tx.outbox().size());
    }

    private long leasable() {
        List<OutboxEntry> leasable = new ArrayList<>();
        try {
            repository.inNewTransaction(tx -> {
                leasable.addAll(tx.outbox().lease(Lane.PROMPT, now, LEASE, 10_000));
                throw new IllegalStateException("only looked");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("only looked");
        }
        return leasable.size();
    }

    private List<OutboxEntry> givenUp() {
        return repository.inNewTransaction(tx -> tx.outbox().givenUp(10));
    }

    private static Map<Effect, Handled> all(List<Effect> effects, Handled handled) {
        Map<Effect, Handled> answers = new HashMap<>();
        effects.forEach(effect -> answers.put(effect, handled));
        return answers;
    }

    private Clock movable() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    /** Lets so many through, ever. */
    private static final class FixedGate implements Gate {
        private int left;

        FixedGate(int left) {
            this.left = left;
        }

        @Override
        public int take(Lane lane, int wanted) {
            int taken = Math.min(wanted, left);
            left -= taken;
            return taken;
        }

        @Override
        public void giveBack(Lane lane, int unused) {
            left += unused;
        }
    }
}
