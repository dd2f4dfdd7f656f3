package dev.medialifecycle.benchmarks.storage;

/** Somebody who can delete many keys, and reads what the store says of each. */
interface Eraser extends AutoCloseable {
    /** How it is named in the table. */
    String name();

    /** The most keys it is asked to delete in a round; a slow one shows its rate with fewer. */
    default int most() {
        return Integer.MAX_VALUE;
    }

    /** What must be there before {@link #erase}; not timed. */
    default void prepare(int keys) throws Exception {}

    /** Deletes the keys with the numbers from 0 to before {@code keys}, and answers how many the store confirmed. */
    long erase(int keys) throws Exception;

    @Override
    default void close() throws Exception {}
}
