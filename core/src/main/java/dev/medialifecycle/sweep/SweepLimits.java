package dev.medialifecycle.sweep;

/** How much one execution may quarantine; beyond either limit it does nothing at all. */
public record SweepLimits(long maxCount, double maxShare) {
    /** Refuses a negative count and a share outside 0 to 1. */
    public SweepLimits {
        if (maxCount < 0 || !(maxShare >= 0 && maxShare <= 1)) {
            throw new IllegalArgumentException("Sweep limits need a count of 0 or more and a share from 0 to 1");
        }
    }

    /** At most 10,000 blobs and a tenth of those examined. */
    public static SweepLimits usual() {
        return new SweepLimits(10_000, 0.1);
    }

    /** Whether a plan keeps within both. */
    public boolean allow(SweepPlan plan) {
        return plan.orphans().size() <= maxCount && plan.orphans().size() <= maxShare * plan.examined();
    }
}
