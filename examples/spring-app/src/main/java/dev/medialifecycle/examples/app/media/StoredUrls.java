package dev.medialifecycle.examples.app.media;

import java.util.function.Supplier;
import java.util.stream.Stream;

/** A place in this host's data that names blobs and is read as a whole; every such bean protects what it names. */
public record StoredUrls(String name, Supplier<? extends Stream<String>> values) {}
