package dev.medialifecycle.internal.check;

import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;

/** What went wrong, as a finding. */
final class Findings {
    private static final String NEXT = ". Next: ";

    private Findings() {}

    /** Our own exceptions say what and what next; of others only the type is told, because their text may hold anything. */
    static Finding of(String subject, RuntimeException e, ErrorCode otherwise) {
        if (!(e instanceof MediaLifecycleException ours)) {
            return Finding.failed(subject, otherwise, "it threw " + e.getClass().getSimpleName(), "see the log");
        }
        String message = String.valueOf(ours.getMessage());
        String code = ours.code().code() + " ";
        String text = message.startsWith(code) ? message.substring(code.length()) : message;
        int next = text.indexOf(NEXT);
        return next < 0
                ? Finding.failed(subject, ours.code(), text, "see " + ours.code() + " in the list of errors")
                : Finding.failed(subject, ours.code(), text.substring(0, next), text.substring(next + NEXT.length()));
    }
}
