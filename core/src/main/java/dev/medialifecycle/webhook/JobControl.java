package dev.medialifecycle.webhook;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor can be told about a job: to stop it, and to forget it with its outputs. Null is what a vendor has no way to do.
 * {@code when} says whether it is told to forget by itself.
 */
public record JobControl(
        @Nullable JobOrder cancel, @Nullable JobOrder forget, Forgetting when) {
    private static final JobControl NONE = new JobControl(null, null, Forgetting.WHEN_ASKED);

    /** When a vendor is told to forget a job. */
    public enum Forgetting {
        /** When the host says so. */
        WHEN_ASKED,
        /** Also by itself, once every output is ours and seen in the store. */
        AFTER_KEEPING
    }

    /** Refuses to forget after keeping at a vendor that cannot be told to forget, {@code ML-CFG-005}. */
    public JobControl {
        if (when == Forgetting.AFTER_KEEPING && forget == null) {
            throw new MediaLifecycleException(
                    ErrorCode.MISSING_CAPABILITY,
                    ErrorKind.REJECTED,
                    "This vendor cannot be told to forget a job. Next: leave forgettingAfterKeeping() out");
        }
    }

    /** A vendor that can only be asked. */
    public static JobControl none() {
        return NONE;
    }

    /** A vendor that can be told these; it forgets when it is asked to. */
    public static JobControl of(@Nullable JobOrder cancel, @Nullable JobOrder forget) {
        return new JobControl(cancel, forget, Forgetting.WHEN_ASKED);
    }

    /** The same, told to forget each job by itself once every output of it is ours and seen in the store. */
    public JobControl forgettingAfterKeeping() {
        return new JobControl(cancel, forget, Forgetting.AFTER_KEEPING);
    }
}
