package dev.medialifecycle.internal.relocation;

import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.relocation.RelocationVerdict;
import org.jspecify.annotations.Nullable;

/** What became of one asset, and why where it did not move. */
record Outcome(RelocationVerdict verdict, @Nullable String why) {
    static Outcome of(RelocationVerdict verdict) {
        return new Outcome(verdict, null);
    }

    static Outcome of(Standing.Stays stays) {
        return new Outcome(stays.verdict(), stays.why());
    }

    /** What will come of a standing if nothing goes wrong. */
    static Outcome foreseen(Standing standing) {
        if (standing instanceof Standing.Stays stays) {
            return of(stays);
        }
        return of(standing instanceof Standing.Done ? RelocationVerdict.ALREADY_THERE : RelocationVerdict.MOVED);
    }

    /** What an exception means for this one asset; a code that is about more than one asset means that it failed. */
    static Outcome of(MediaLifecycleException e) {
        RelocationVerdict verdict = switch (e.code()) {
            case BLOB_NOT_FOUND -> RelocationVerdict.VANISHED;
            case BYTES_DIFFER -> RelocationVerdict.BYTES_DIFFER;
            case KEY_TAKEN -> RelocationVerdict.TARGET_TAKEN;
            case INVALID_LOCATION -> RelocationVerdict.KEY_REFUSED;
            default -> RelocationVerdict.FAILED;
        };
        return new Outcome(verdict, String.valueOf(e.getMessage()));
    }
}
