package dev.medialifecycle.repository.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** One version's DDL: statements end with a semicolon at the end of a line, and a line that begins with two dashes is a comment. */
record SchemaScript(String name, List<String> statements) {
    private static final Pattern COMMENT = Pattern.compile("^\\s*--.*$", Pattern.MULTILINE);
    private static final Pattern END = Pattern.compile(";\\s*$", Pattern.MULTILINE);

    /** Reads a resource beside this class. */
    static SchemaScript read(String name) {
        try (InputStream resource = SchemaScript.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("The jar lacks its resource " + name);
            }
            return new SchemaScript(name, split(new String(resource.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + name + " could not be read", e);
        }
    }

    static List<String> split(String text) {
        return Arrays.stream(END.split(COMMENT.matcher(text).replaceAll("")))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
