package dev.medialifecycle.diagnosis;

import dev.medialifecycle.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at, such as {@code s3:images read}. Unless it is OK, {@code code} says what is wrong and
 * {@code next} what to do; {@code text} never holds a secret or a signed URL.
 */
public record Finding(
        String subject,
        Status status,
        @Nullable ErrorCode code,
        String text,
        @Nullable String next) {

    /** How it stands; the later, the worse. */
    public enum Status {
        /** It is as it should be. */
        OK,
        /** It was not looked at, because something else it needs is missing; says nothing. */
        SKIPPED,
        /** It works, and it may hurt one day. */
        WARNING,
        /** It does not work. */
        FAILED
    }

    /** It is as it should be; {@code text} says what was seen. */
    public static Finding ok(String subject, String text) {
        return new Finding(subject, Status.OK, null, text, null);
    }

    /** It could not be looked at, and why. */
    public static Finding skipped(String subject, String text) {
        return new Finding(subject, Status.SKIPPED, null, text, null);
    }

    /** It works for now. */
    public static Finding warning(String subject, ErrorCode code, String text, String next) {
        return new Finding(subject, Status.WARNING, code, text, next);
    }

    /** It does not work. */
    public static Finding failed(String subject, ErrorCode code, String text, String next) {
        return new Finding(subject, Status.FAILED, code, text, next);
    }

    /** One line for a console or a log. */
    @Override
    public String toString() {
        return status + " " + subject + ": " + (code == null ? "" : code + " ") + text
                + (next == null ? "" : ". Next: " + next);
    }
}
