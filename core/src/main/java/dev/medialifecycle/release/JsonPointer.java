package dev.medialifecycle.release;

import java.util.ArrayList;
import java.util.List;

/** What is left to follow of a JSON pointer (RFC 6901), in which {@code *} stands for every element or member. */
record JsonPointer(String text, List<String> steps) {
    private static final String EVERY = "*";

    static JsonPointer of(String text) {
        if (!text.startsWith("/")) {
            throw fault(text, "does not begin with a slash");
        }
        List<String> steps = new ArrayList<>();
        for (String step : text.substring(1).split("/", -1)) {
            if (!step.matches("([^~]|~[01])*")) {
                throw fault(text, "has a ~ that is not written ~0");
            }
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return new JsonPointer(text, List.copyOf(steps));
    }

    boolean isAtEnd() {
        return steps.isEmpty();
    }

    boolean leadsThrough(String name) {
        return !isAtEnd() && (steps.get(0).equals(EVERY) || steps.get(0).equals(name));
    }

    JsonPointer next() {
        return new JsonPointer(text, steps.subList(1, steps.size()));
    }

    private static RuntimeException fault(String text, String fault) {
        return CollectorFault.of("JSON pointer \"" + text + "\" " + fault, "such as /images/* or /schema/imageUrl");
    }
}
