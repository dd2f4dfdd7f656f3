package dev.medialifecycle.verifier;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a sender publishes as a JSON Web Key Set. Nothing is fetched before a delivery needs it. One fetch at a time, whoever
 * asks; only the first keys are waited for. Keys are renewed in the background when they are an hour old, or when none of them fits,
 * then at most once a minute; while that fails they are used until they are a day old. Thread-safe, and meant to be shared.
 */
public final class JwksSource extends KeySource {
    private static final Duration RENEWED_AFTER = Duration.ofHours(1);
    private static final Duration USED_FOR = Duration.ofHours(24);
    private static final Duration BETWEEN_RENEWALS = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private record Fetched(KeySet keys, Instant at) {}

    private final KeyFetch fetch;
    private final Clock clock;
    // Held for memory only, never while fetching.
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable CompletableFuture<?> flight;
    private @Nullable Instant lastBegun;
    private @Nullable Instant lastForced;
    private volatile @Nullable Fetched latest;

    private JwksSource(KeyFetch fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    /**
     * The keys at this address, which is never followed elsewhere; throws {@link IllegalArgumentException} unless it is an https URL
     * with a host and a path, and nothing else.
     */
    public static JwksSource at(URI address, Clock clock) {
        return new JwksSource(HttpsKeyFetch.from(address), clock);
    }

    /** The keys that a fetch of the host's own brings. */
    public static JwksSource of(KeyFetch fetch, Clock clock) {
        return new JwksSource(fetch, clock);
    }

    /** Fetches the first keys now, so that no delivery has to wait for them; whether there are any. */
    public boolean prepare() {
        KeySet keys = keys();
        return keys != null && !keys.keys().isEmpty();
    }

    @Override
    @Nullable
    KeySet keys() {
        Fetched known = latest;
        Instant now = clock.instant();
        if (known != null && isWithin(USED_FOR, known.at(), now)) {
            boolean isFresh = isWithin(RENEWED_AFTER, known.at(), now)
                    && !known.keys().keys().isEmpty();
            if (!isFresh) {
                begin(BETWEEN_RENEWALS, known);
            }
            return current(now);
        }
        begin(AFTER_FAILURE, known);
        await(flight());
        return current(clock.instant());
    }

    @Override
    KeySet renewed(KeySet used) {
        Fetched known = latest;
        if (known == null || known.keys() != used) {
            return known == null ? used : known.keys();
        }
        if (mayForce()) {
            begin(Duration.ZERO, known);
        }
        Fetched newer = latest;
        return newer == null ? used : newer.keys();
    }

    @Override
    boolean isRenewing() {
        return flight() != null;
    }

    private @Nullable CompletableFuture<?> flight() {
        lock.lock();
        try {
            return flight;
        } finally {
            lock.unlock();
        }
    }

    /** Whoever signs with a key of his own makes keys look stale as often as he likes, so it counts once a minute. */
    private boolean mayForce() {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (lastForced != null && isWithin(BETWEEN_RENEWALS, lastForced, now)) {
                return false;
            }
            lastForced = now;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable KeySet current(Instant now) {
        Fetched known = latest;
        return known != null && isWithin(USED_FOR, known.at(), now) ? known.keys() : null;
    }

    /** Begins a fetch, unless one is under way, or brought other keys meanwhile, or the last began less than {@code pause} ago. */
    private void begin(Duration pause, @Nullable Fetched known) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        lock.lock();
        try {
            Instant now = clock.instant();
            boolean isTooSoon = lastBegun != null && isWithin(pause, lastBegun, now);
            if (flight != null || latest != known || isTooSoon) {
                return;
            }
            flight = mine;
            lastBegun = now;
        } finally {
            lock.unlock();
        }
        CompletableFuture<?> unused = attempt().whenComplete((keys, failure) -> land(mine, keys));
    }

    private CompletableFuture<@Nullable KeySet> attempt() {
        try {
            return fetch.fetch()
                    .toCompletableFuture()
                    .copy()
                    .orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS)
                    .thenApply(Jwks::read);
        } catch (RuntimeException e) {
            // A fetch of the host's own that throws has failed like one that completes exceptionally.
            return CompletableFuture.failedFuture(e);
        }
    }

    private void land(CompletableFuture<Void> mine, @Nullable KeySet keys) {
        lock.lock();
        try {
            if (keys != null) {
                latest = new Fetched(keys, clock.instant());
            }
            flight = null;
        } finally {
            lock.unlock();
        }
        mine.complete(null);
    }

    private static void await(@Nullable CompletableFuture<?> awaited) {
        if (awaited == null) {
            return;
        }
        try {
            awaited.get(DEADLINE.toSeconds() + 1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Then there are no keys, which is what the caller looks at.
            return;
        }
    }

    /** A clock that was set back counts like one that stood still for as long. */
    private static boolean isWithin(Duration duration, Instant from, Instant now) {
        return Duration.between(from, now).abs().compareTo(duration) < 0;
    }
}
