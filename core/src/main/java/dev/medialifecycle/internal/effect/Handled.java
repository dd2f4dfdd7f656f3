package dev.medialifecycle.internal.effect;

import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of one effect. */
public sealed interface Handled {
    /** It is done, or was done before. */
    record Done() implements Handled {}

    /** It was decided against, for good; the note says why. */
    record Kept(String note) implements Handled {}

    /** It is not time yet, or something must be waited for; not a failure, and not an attempt. */
    record Later(Instant dueAt, String note) implements Handled {}

    /** It failed; the kind decides whether it is tried again, and not before the service wants it, if it said so. */
    record Failed(ErrorKind kind, String note, @Nullable Duration retryAfter) implements Handled {
        /** A failure whose service said nothing about when to come back. */
        public Failed(ErrorKind kind, String note) {
            this(kind, note, null);
        }

        /** What an exception of ours says. */
        public static Failed by(MediaLifecycleException e) {
            return new Failed(
                    e.kind(), String.valueOf(e.getMessage()), e.retryAfter().orElse(null));
        }
    }
}
