package dev.medialifecycle.testkit.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One guard of core, disabled: in a file, this text, which it has exactly once, replaced by that; and who notices. */
record Mutant(String guard, String file, String text, String replacement, String killer) {
    static final Path SOURCES = Path.of("..", "core", "src", "main", "java", "dev", "medialifecycle");

    /** Noticed by a life of the simulation. */
    static Mutant simulated(String guard, String file, String text, String replacement) {
        return new Mutant(guard, file, text, replacement, "");
    }

    /** Noticed by a test class. */
    Mutant killedBy(String testClass) {
        return new Mutant(guard, file, text, replacement, testClass);
    }

    String source() {
        try {
            return Files.readString(SOURCES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String mutated() {
        return source().replace(text, replacement);
    }

    int occurrences() {
        return source().split(java.util.regex.Pattern.quote(text), -1).length - 1;
    }

    @Override
    public String toString() {
        return guard;
    }
}
