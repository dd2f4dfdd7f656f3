package dev.medialifecycle.sweep;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What runs by itself once the host asks: due effects every {@code runEvery}, and a cycle every {@code cycleEvery} if given. */
public record BackgroundPlan(Duration runEvery, @Nullable CyclePlan cycle, Duration cycleEvery) {
    /** Due effects every second, no cycle. */
    public static BackgroundPlan effectsOnly() {
        return new BackgroundPlan(Duration.ofSeconds(1), null, Duration.ofHours(1));
    }

    /** Due effects every second, and this cycle every {@code every}. */
    public static BackgroundPlan sweeping(CyclePlan cycle, Duration every) {
        return new BackgroundPlan(Duration.ofSeconds(1), cycle, every);
    }
}
