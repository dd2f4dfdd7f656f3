package dev.medialifecycle.examples.app.records;

import java.util.Locale;

/** The two kinds of illustrated record; each has a table of its own, shaped alike. */
enum Kind {
    /** A patch. */
    PATCH,
    /** A module, which may hold videos. */
    MODULE;

    /** The kind of a path segment, such as {@code patches}. */
    static Kind of(String plural) {
        return plural.equals("patches") ? PATCH : MODULE;
    }

    /** The name in words, and of the table. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
