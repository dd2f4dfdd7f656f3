package dev.medialifecycle.architecture.broken.blob;

/** Something that may be used from below. */
public final class Above {}
