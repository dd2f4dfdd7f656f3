package dev.medialifecycle.internal.sweep;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Some threads that do one kind of work: each does a pass, waits, and does the next. They are called {@code media-<name>-1} and so
 * on. The work is told whether it may go on, asks at its stopping places, and answers after how long it wants to go on; after
 * {@code every}, if it throws.
 */
public record Crew(String name, int threads, Duration every, Function<BooleanSupplier, Duration> pass) {}
