package dev.medialifecycle.sweep;

import java.util.ArrayList;
import java.util.List;

/** What a bounded pass did: effects done, things kept on purpose, failures that will be tried again, and notes for people. */
public record PassReport(int done, int kept, int failed, List<String> notes) {
    /** Copies the list. */
    public PassReport {
        notes = List.copyOf(notes);
    }

    /** Nothing was there to do. */
    public static PassReport empty() {
        return new PassReport(0, 0, 0, List.of());
    }

    /** How many things were looked at. */
    public int total() {
        return done + kept + failed;
    }

    /** Both passes as one. */
    public PassReport plus(PassReport other) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(other.notes);
        return new PassReport(done + other.done, kept + other.kept, failed + other.failed, all);
    }
}
