package dev.medialifecycle.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A row that is deleted by SQL leaves its file behind, found by nobody and paid for; so the library never does it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NoSqlTest {
    private static final Pattern TABLE =
            Pattern.compile("storage[.]objects|(from|into|update|join|table)\\s+storage[.]", Pattern.CASE_INSENSITIVE);

    @Test
    void no_java_source_of_the_project_names_a_table_of_the_service() throws Exception {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("testkit"))) {
            root = root.getParent();
        }
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).hasSizeGreaterThan(100);
            assertThat(sources).noneMatch(NoSqlTest::namesTable);
        }
    }

    private static boolean namesTable(Path file) {
        try {
            return TABLE.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
