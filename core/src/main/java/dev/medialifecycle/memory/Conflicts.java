package dev.medialifecycle.memory;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;

/** The two ways in which somebody else was faster. */
final class Conflicts {
    private Conflicts() {}

    /** For a location that has a row. */
    static MediaLifecycleException locationTaken() {
        return new MediaLifecycleException(
                ErrorCode.KEY_TAKEN,
                ErrorKind.CONFLICT,
                "Asset not recorded: its location has a row, and keys are never reused. Next: use a new key");
    }

    /** For a row that has changed, gone, or come, since the caller looked. */
    static MediaLifecycleException stale(String what) {
        return new MediaLifecycleException(
                ErrorCode.STALE_VERSION, ErrorKind.CONFLICT, what + ". Next: read it again and decide again");
    }
}
