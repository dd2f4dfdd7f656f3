package dev.medialifecycle.architecture.broken.internal;

/** Not for everybody. */
public final class Inside {}
