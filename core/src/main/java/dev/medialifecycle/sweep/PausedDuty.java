package dev.medialifecycle.sweep;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A duty that is paused, why, and since when; the time is null where somebody set the mark by hand without one. */
public record PausedDuty(Duty duty, String reason, @Nullable Instant since) {}
