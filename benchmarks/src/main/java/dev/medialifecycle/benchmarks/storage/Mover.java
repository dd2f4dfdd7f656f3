package dev.medialifecycle.benchmarks.storage;

/** Somebody who moves a blob and knows the SHA-256 of what was moved. */
interface Mover extends AutoCloseable {
    /** How it is named in the table. */
    String name();

    /** Moves so many bytes, the {@code number}-th time, and answers their SHA-256 in lower-case hex. */
    String move(long size, int number) throws Exception;

    @Override
    default void close() throws Exception {}
}
