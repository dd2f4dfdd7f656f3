package dev.medialifecycle.internal.sweep;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Some threads that do one kind of work: each does a pass, waits, and does the next. They are called {@code media-<name>-1} and so
 * on. The work is told whether it may go on, and asks at its stopping places.
 */
public record Crew(String name, int threads, Duration every, Consumer<BooleanSupplier> pass) {}
