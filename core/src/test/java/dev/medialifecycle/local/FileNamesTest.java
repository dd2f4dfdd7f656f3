package dev.medialifecycle.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
    @ParameterizedTest
    @CsvSource({
        "7f-a_1.png, 7f-a_1.png", "A, %41", "a b, a%20b", "%41, %2541", ".htaccess, %2ehtaccess", "..., %2e.%2e",
                "dot., dot%2e",
        "con, %63on", "nul.txt, %6eul.txt", "com1, %63om1", "com10, com10", "console, console", "\u00e9, %c3%a9",
                "a=, a%3d",
        "a+, a%2b"
    })
    void names_a_blob(String segment, String name) {
        assertThat(FileNames.ofBlob(segment)).containsExactly(name);
        assertThat(FileNames.ofFolder(segment)).containsExactly(name + "=");
        assertThat(FileNames.bytesOf(name)).contains(segment.getBytes(StandardCharsets.UTF_8));
        assertThat(FileNames.bytesOf(name + "=")).contains(segment.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void continues_a_long_segment_in_directories() {
        List<String> names = FileNames.ofBlob("\u00fc".repeat(100));

        assertThat(names).hasSize(4).allMatch(name -> name.length() <= 201);
        assertThat(names.subList(0, 3)).allMatch(FileNames::isContinued);
        assertThat(names.get(3)).doesNotContain("+", "=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A", "a b", ".x", "x.", "%41x%", "%4", "%C3%A9", "%61", "con", "%2f", "a%2fb", "\u00e9", "=", "+", "a=="
            })
    void knows_the_names_it_would_never_give(String name) {
        assertThat(FileNames.bytesOf(name)).isEmpty();
    }
}
