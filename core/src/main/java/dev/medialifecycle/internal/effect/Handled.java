package dev.medialifecycle.internal.effect;

import dev.medialifecycle.error.ErrorKind;
import java.time.Instant;

/** What came of one effect. */
public sealed interface Handled {
    /** It is done, or was done before. */
    record Done() implements Handled {}

    /** It was decided against, for good; the note says why. */
    record Kept(String note) implements Handled {}

    /** It is not time yet, or something must be waited for; not a failure. */
    record Later(Instant dueAt, String note) implements Handled {}

    /** It failed; the kind decides whether it is tried again. */
    record Failed(ErrorKind kind, String note) implements Handled {}
}
