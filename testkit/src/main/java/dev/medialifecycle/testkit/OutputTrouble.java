package dev.medialifecycle.testkit;

import java.time.Duration;

/** What can go wrong when an output is fetched from a vendor. */
public sealed interface OutputTrouble {
    /** Answers with an HTTP status and no output, such as 403, 404 or 503. */
    record Status(int code) implements OutputTrouble {}

    /** Announces the whole length, sends half, and hangs up. */
    record Truncated() implements OutputTrouble {}

    /** Resets the connection before any answer; {@code java.net.http} asks again by itself, and so fails at the second time. */
    record Reset() implements OutputTrouble {}

    /** Sends all of it, in ten pieces over this time. */
    record Slow(Duration total) implements OutputTrouble {}

    /** Sends all of it, without saying what type it is. */
    record Untyped() implements OutputTrouble {}
}
