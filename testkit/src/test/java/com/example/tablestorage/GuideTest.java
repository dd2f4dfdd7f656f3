package com.example.tablestorage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.testkit.StorageProviderContract;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide for authors of providers shows exactly the code that passes the contract: nothing else, and all of it. */
class GuideTest {
    private static final Path GUIDE = Path.of("..", "docs", "writing-a-storage-provider.md");
    private static final Path SOURCES = Path.of("src", "test", "java", "com", "example", "tablestorage");
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    @Test
    void shows_only_code_that_is_there() throws IOException {
        List<String> sources = new ArrayList<>();
        for (String file : List.of("TableStorage", "PieceStream", "TableStorageFactory", "TableStorageTest")) {
            sources.add(squeezed(Files.readString(SOURCES.resolve(file + ".java"))));
        }
        assertThat(blocks("java"))
                .hasSizeGreaterThan(10)
                .allSatisfy(block -> assertThat(sources)
                        .as("a file that holds %s", block)
                        .anyMatch(source -> source.contains(squeezed(block))));
    }

    @Test
    void shows_all_the_code_there_is() throws IOException {
        String shown = squeezed(String.join("\n", blocks("java")));
        for (String file : List.of("TableStorage", "PieceStream", "TableStorageFactory", "TableStorageTest")) {
            try (Stream<String> lines = Files.lines(SOURCES.resolve(file + ".java"))) {
                assertThat(lines.map(String::strip).filter(GuideTest::isTelling))
                        .as(file)
                        .allMatch(line -> shown.contains(line), "is in the guide");
            }
        }
    }

    @Test
    void shows_the_tables_and_the_registration_as_they_are() throws IOException {
        assertThat(blocks("sql"))
                .containsExactly(Files.readString(RESOURCES.resolve("com/example/tablestorage/schema.sql")));
        assertThat(blocks("text"))
                .contains(Files.readString(
                        RESOURCES.resolve("META-INF/services/dev.medialifecycle.blob.StorageProviderFactory")));
    }

    @Test
    void names_everything_that_a_test_can_lend_to_the_contract() throws IOException {
        String guide = Files.readString(GUIDE);

        assertThat(StorageProviderContract.class.getDeclaredMethods())
                .filteredOn(method -> Modifier.isProtected(method.getModifiers()))
                .extracting(Method::getName)
                .hasSizeGreaterThan(15)
                .allMatch(name -> guide.contains(name + "("), "is in the guide");
    }

    private static List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        for (String line : Files.readAllLines(GUIDE)) {
            if (block == null && line.equals("```" + language)) {
                block = new StringBuilder();
            } else if (block != null && line.equals("```")) {
                blocks.add(block.toString());
                block = null;
            } else if (block != null) {
                block.append(line).append('\n');
            }
        }
        return blocks;
    }

    private static boolean isTelling(String line) {
        return line.length() > 1 && !line.startsWith("package ") && !line.startsWith("import ");
    }

    /** Without indentation and empty lines, which a guide may have otherwise. */
    private static String squeezed(String code) {
        return String.join(
                "\n",
                code.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
    }
}
