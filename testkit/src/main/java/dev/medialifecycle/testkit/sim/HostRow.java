package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.blob.BlobLocation;

/** A row of the host's that refers to a blob: in one of its tables, in one spelling, for as long as {@code since} says. */
record HostRow(long id, Table table, String value, BlobLocation target, long since) {
    /** The host's tables, each with its own reference source. */
    enum Table {
        /** Read as a whole, in any spelling. */
        GALLERY,
        /** Asked by location. */
        ALBUMS
    }

    HostRow since(long commit) {
        return new HostRow(id, table, value, target, commit);
    }
}
