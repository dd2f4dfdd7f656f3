package dev.medialifecycle.supabase;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Leaves a project alone that is over its quota: one request a minute finds out whether it answers again. */
final class QuotaLock {
    static final Duration PAUSE = Duration.ofMinutes(1);

    private final AtomicReference<Instant> until = new AtomicReference<>(Instant.MIN);
    private final Clock clock;

    QuotaLock(Clock clock) {
        this.clock = clock;
    }

    /** Throws while the project is locked, but for the one request that may look; what it answers goes to {@link #open}. */
    Instant pass(String subject) {
        Instant locked = Objects.requireNonNull(until.get());
        if (locked.equals(Instant.MIN)) {
            return locked;
        }
        Instant now = clock.instant();
        if (now.isBefore(locked)) {
            throw failure(subject).retryAfter(Duration.between(now, locked));
        }
        Instant next = now.plus(PAUSE);
        if (!until.compareAndSet(locked, next)) {
            throw failure(subject);
        }
        return next;
    }

    void close() {
        until.set(clock.instant().plus(PAUSE));
    }

    /** The request that passed with this was answered; an older one than the lock opens nothing. */
    void open(Instant pass) {
        until.compareAndSet(pass, Instant.MIN);
    }

    static MediaLifecycleException failure(String subject) {
        return new MediaLifecycleException(
                        ErrorCode.QUOTA_LOCKED,
                        ErrorKind.UNAVAILABLE,
                        "Supabase has locked the project for its quota, and refuses even deletes; " + subject
                                + " has to wait. Next: upgrade the plan, or pay, or ask Supabase to lift the restriction")
                .retryAfter(PAUSE);
    }
}
