package dev.medialifecycle.internal.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.exit.ReferenceDesk;
import dev.medialifecycle.internal.exit.SelfTestBlobs;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.memory.MemoryJobRepository;
import dev.medialifecycle.memory.MemoryStorage;
import dev.medialifecycle.retention.ReferenceSource;
import dev.medialifecycle.sweep.SweepScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A reference desk that does not hear what its sources say proposes the canary, and that ends the sweep. */
class SelfTestTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final SweepScope SCOPE = new SweepScope("store", "media", "any/", Duration.ofHours(1));

    private final AtomicLong ids = new AtomicLong();
    private final MemoryJobRepository repository = new MemoryJobRepository();
    private final MemoryStorage store = new MemoryStorage("store", Set.of("media"), Clock.fixed(START, ZoneOffset.UTC));

    @Test
    void a_desk_that_swallows_answers_is_found_out() {
        Ground ground = ground(START);
        assertThat(new SelfTest(ground, SelfTest.Wish.WANTED).plant(SCOPE)).isEmpty();

        assertThat(planner(List.of(new SelfTestBlobs())).plan(SCOPE, () -> {}).orphans())
                .isEmpty();
        assertThatThrownBy(() -> planner(List.of()).plan(SCOPE, () -> {}))
                .isInstanceOfSatisfying(
                        MediaLifecycleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANARY_PROPOSED));
    }

    private Planner planner(List<ReferenceSource> heard) {
        Ground ground = ground(START.plus(Duration.ofHours(2)));
        ReferenceDesk desk = new ReferenceDesk(ground.state(), ReferenceDesk.Declared.NOTHING_REFERS, heard);
        return new Planner(ground, desk, new SelfTest(ground, SelfTest.Wish.WANTED));
    }

    private Ground ground(Instant now) {
        State state = new State(repository, Clock.fixed(now, ZoneOffset.UTC), () -> new UUID(0, ids.incrementAndGet()));
        return new Ground(
                state, new Announcer(List.of()), new Providers(List.of(store)), new Policies(Map.of(), Map.of()));
    }
}
