package dev.medialifecycle.release;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import org.jspecify.annotations.Nullable;

/** Words the one error that collectors have: they cannot tell a record's URLs. */
final class CollectorFault {
    private CollectorFault() {}

    static MediaLifecycleException of(String fault, String next) {
        return of(fault, next, null);
    }

    static MediaLifecycleException of(String fault, String next, @Nullable Throwable cause) {
        return new MediaLifecycleException(
                ErrorCode.INVALID_POLICY, ErrorKind.REJECTED, fault + ". Next: " + next, cause);
    }
}
