package dev.medialifecycle.benchmarks.outbox;

/** A queue that can be filled with entries without work, and emptied. */
public interface Contender {
    /** How it is named in the table. */
    String name();

    /** The most entries it is asked to do in a round; a slow peer shows its rate with fewer. */
    default int most() {
        return Integer.MAX_VALUE;
    }

    /** Throws away whatever is there and records so many entries, all due. */
    void load(int entries) throws Exception;

    /** Does all entries; the only part that is timed. */
    void drain() throws Exception;

    /** How many entries are not done. */
    long left() throws Exception;
}
