package dev.medialifecycle.job;

import java.util.UUID;

/** Our own id of a job. */
public record JobId(UUID value) {
    /** The id that {@link #toString} wrote; throws {@link IllegalArgumentException} for other text. */
    public static JobId of(String text) {
        return new JobId(UUID.fromString(text));
    }

    /** The bare UUID. */
    @Override
    public String toString() {
        return value.toString();
    }
}
