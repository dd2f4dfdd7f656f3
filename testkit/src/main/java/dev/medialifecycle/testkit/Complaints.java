package dev.medialifecycle.testkit;

import java.util.ArrayList;
import java.util.List;

/** Goes on after a complaint, so that an adapter's author sees at once all that is wrong, and not one thing a run. */
final class Complaints {
    /** Something that may be wrong with a subject. */
    interface Check {
        void run() throws Exception;
    }

    private static final int SHOWN = 25;

    private final List<String> complaints = new ArrayList<>();
    private int checks;

    void check(String subject, Check check) {
        checks++;
        try {
            check.run();
        } catch (Exception | AssertionError e) {
            complaints.add(subject + ": " + e);
        }
    }

    void assertNone() {
        if (!complaints.isEmpty()) {
            List<String> shown = complaints.subList(0, Math.min(SHOWN, complaints.size()));
            throw new AssertionError(
                    complaints.size() + " of " + checks + " are wrong, such as\n" + String.join("\n", shown));
        }
    }
}
