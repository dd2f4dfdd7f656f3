package dev.medialifecycle.testkit.imagekit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** So many requests in any window of so long; a request that is refused does not count. */
final class RequestLimit {
    private final Deque<Instant> granted = new ArrayDeque<>();
    private final Clock clock;
    private final int requests;
    private final Duration window;

    RequestLimit(Clock clock, int requests, Duration window) {
        this.clock = clock;
        this.requests = requests;
        this.window = window;
    }

    /** Zero if the request may pass, or else how long until one may. */
    synchronized Duration ask() {
        Instant now = clock.instant();
        while (!granted.isEmpty() && !granted.peek().plus(window).isAfter(now)) {
            granted.remove();
        }
        if (granted.size() < requests) {
            granted.add(now);
            return Duration.ZERO;
        }
        return Duration.between(now, granted.peek().plus(window));
    }

    int requests() {
        return requests;
    }

    Duration window() {
        return window;
    }
}
