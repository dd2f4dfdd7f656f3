package dev.medialifecycle.benchmarks.measure;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;

/** Where and when a figure was measured; without it a figure says nothing. */
public final class Machine {
    private Machine() {}

    /** One line for the head of a report. */
    public static String description() {
        return LocalDate.now(Clock.systemUTC()) + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", JDK "
                + System.getProperty("java.version") + ", heap "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MB, load " + load();
    }

    /** The processor time of this process so far. */
    public static Duration cpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** How busy the machine was in the last minute. */
    public static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
