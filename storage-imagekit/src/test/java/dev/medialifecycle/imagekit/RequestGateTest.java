package dev.medialifecycle.imagekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RequestGateTest {
    private static final Duration WAIT = Duration.ofSeconds(15);

    private final ManualClock clock = ManualClock.at("2026-11-01T12:00:00Z");
    private final Instant start = clock.instant();
    private final RequestGate gate = gate(450, 200, WAIT);

    private RequestGate gate(int requests, int writes, Duration longestWait) {
        VirtualTime time = new VirtualTime(clock);
        return new RequestGate(requests, writes, longestWait, time, time);
    }

    @Test
    void lets_a_tenth_of_a_minute_pass_at_once_and_then_an_even_stream() {
        for (int request = 0; request < 45; request++) {
            gate.passToRead("a");
        }
        assertThat(clock.instant()).isEqualTo(start);

        for (int request = 0; request < 405; request++) {
            gate.passToRead("a");
        }
        assertThat(Duration.between(start, clock.instant())).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(61));
    }

    @Test
    void never_lets_more_pass_in_any_minute_than_allowed_whenever_they_come() {
        List<Instant> passed = new ArrayList<>();
        for (int request = 0; request < 3_000; request++) {
            if (request % 400 == 0) {
                clock.advance(Duration.ofSeconds(request % 1_200 == 0 ? 90 : 7));
            }
            gate.passToRead("a");
            passed.add(clock.instant());
        }

        for (int first = 0; first + 450 < passed.size(); first++) {
            assertThat(Duration.between(passed.get(first), passed.get(first + 450)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        }
    }

    @Test
    void lets_fewer_writes_pass_than_reads() {
        for (int request = 0; request < 200; request++) {
            gate.passToWrite("a");
        }

        assertThat(Duration.between(start, clock.instant())).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(61));
    }

    @Test
    void lets_nobody_pass_while_the_service_wants_to_be_left_alone() {
        gate.hold(Duration.ofSeconds(12));
        gate.hold(Duration.ofSeconds(3));

        gate.passToRead("a");

        assertThat(Duration.between(start, clock.instant())).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void says_how_long_it_would_take_rather_than_wait_for_too_long() {
        gate.hold(Duration.ofSeconds(16));

        assertThrottled(gate, Duration.ofSeconds(16));
        assertThat(clock.instant()).isEqualTo(start);
        clock.advance(Duration.ofSeconds(1));
        gate.passToRead("a");
    }

    @Test
    void says_so_too_when_too_many_wait() {
        RequestGate impatient = gate(60, 60, Duration.ofMillis(500));
        for (int request = 0; request < 6; request++) {
            impatient.passToRead("a");
        }

        assertThrottled(impatient, Duration.ofNanos(1_111_111_111));
        assertThat(clock.instant()).isEqualTo(start);
    }

    @Test
    void lets_itself_be_interrupted_and_says_that_nothing_was_asked() {
        RequestGate waiting = new RequestGate(10, 10, WAIT, new VirtualTime(clock), nanos -> {
            throw new InterruptedException();
        });
        waiting.passToRead("a");

        assertThatThrownBy(() -> waiting.passToRead("a"))
                .isInstanceOfSatisfying(
                        MediaLifecycleException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE));
        assertThat(Thread.interrupted()).as("the thread knows").isTrue();
    }

    private static void assertThrottled(RequestGate gate, Duration retryAfter) {
        assertThatThrownBy(() -> gate.passToRead("a")).isInstanceOfSatisfying(MediaLifecycleException.class, e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.THROTTLED);
            assertThat(e.retryAfter()).contains(retryAfter);
        });
    }
}
