package dev.medialifecycle.retention;

import java.util.Set;

/**
 * SPI: one place in the host's data that can refer to blobs, such as a table column. Asked outside any transaction, from any
 * thread. Throwing means unknown, and unknown means keep: nothing is deleted while any source throws.
 */
public interface ReferenceSource {
    /** Name for reports, such as {@code gallery.image_url}; unique within one MediaLifecycle. */
    String name();

    /** The candidates in use, under any name they have; naming one too many is safe, one too few is not. */
    Set<Candidate> referencedAmong(Set<Candidate> candidates);

    /** How many references it holds in all; a source that suddenly holds far fewer stops what rests on absence. */
    long size();
}
