package dev.medialifecycle.retention;

import java.time.Duration;

/** The rule for one role, and how long its assets wait in quarantine before their bytes go; zero for what is ephemeral. */
public record Retention(RetentionRule rule, Duration quarantine) {
    /** Keeps for ever; what the host releases waits a week. */
    public static Retention forever() {
        return new Retention(new RetentionRule.Forever(), Duration.ofDays(7));
    }

    /** Leaves when its jobs have ended, at once: for inputs that exist only to be handed to a vendor. */
    public static Retention ephemeral() {
        return new Retention(new RetentionRule.AfterJobs(Duration.ZERO), Duration.ZERO);
    }

    /** Leaves at an age unless something refers to it, after a week in quarantine. */
    public static Retention unlessReferenced(Duration age) {
        return new Retention(new RetentionRule.AfterAge(age), Duration.ofDays(7));
    }

    /** The same rule with another quarantine. */
    public Retention withQuarantine(Duration newQuarantine) {
        return new Retention(rule, newQuarantine);
    }
}
