package dev.medialifecycle.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {
    @Test
    void every_code_has_one_line_in_the_documents_and_the_other_way_round() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("..", "docs", "errors.md")).stream()
                .filter(line -> line.startsWith("| ML-"))
                .map(line -> line.split("\\|")[1].strip())
                .toList();

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList());
    }

    @Test
    void a_message_starts_with_its_code() {
        var exception = new MediaLifecycleException(ErrorCode.TOO_LARGE, ErrorKind.REJECTED, "File too large");

        assertThat(exception).hasMessage("ML-UP-002 File too large");
        assertThat(exception.kind().retry()).isEqualTo(ErrorKind.Retry.NEVER);
    }
}
