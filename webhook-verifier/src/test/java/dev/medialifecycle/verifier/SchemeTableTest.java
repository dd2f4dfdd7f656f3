package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code docs/webhooks.md} says of schemes is so. */
class SchemeTableTest {
    @Test
    void lists_every_scheme_as_it_is() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../docs/webhooks.md")).stream()
                .dropWhile(line -> !line.startsWith("| Name |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.replace(" (unconfirmed)", ""))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        Schemes.all().stream().map(SchemeTableTest::row).toList());
    }

    @Test
    void shows_a_scheme_of_your_own_in_ten_lines_just_as_a_test_tries_it() throws IOException {
        List<String> shown = Files.readAllLines(Path.of("../docs/webhooks.md")).stream()
                .dropWhile(line -> !line.startsWith("Scheme acme = "))
                .takeWhile(line -> !line.startsWith("```"))
                .map(String::strip)
                .toList();
        String tried = Files.readString(Path.of("src/test/java/dev/medialifecycle/verifier/SchemesAsDataTest.java"))
                .replaceAll("\\n +", "\n");

        assertThat(shown).hasSizeBetween(2, 10);
        assertThat(tried).contains(String.join("\n", shown));
    }

    private static String row(Scheme scheme) {
        String headers = scheme.headers().stream()
                .map(names -> "`" + names.signature() + "`")
                .collect(Collectors.joining(", or "));
        String content = scheme.signedContent().replace("\n", "\\n").replace("|", "\\|");
        boolean isTimed = scheme.headers().get(0).timestamp() != null || scheme.algorithm() == Algorithm.RS256_JWT;
        return String.join(
                " | ",
                "| `" + scheme.name() + "`",
                headers,
                content.isEmpty() ? "a token" : "`" + content + "`",
                scheme.algorithm().name(),
                scheme.keyRule().name(),
                isTimed ? scheme.timestamp().tolerance().toMinutes() + " min" : "no time",
                scheme.assurance() + " |");
    }
}
