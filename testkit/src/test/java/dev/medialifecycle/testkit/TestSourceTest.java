package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.blob.BlobSource;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class TestSourceTest {
    @Test
    void gives_its_bytes_each_time_it_is_opened() throws IOException {
        BlobSource source = TestSource.of(SeededRandom.utf8("again"));

        for (int time = 0; time < 2; time++) {
            try (InputStream bytes = source.open()) {
                assertThat(bytes).hasContent("again");
            }
        }
        assertThat(source.size()).isEqualTo(5);
    }

    @Test
    void breaks_after_half_of_its_bytes() throws IOException {
        try (InputStream bytes = TestSource.breaking(SeededRandom.utf8("abcd")).open()) {
            assertThat(bytes.readNBytes(2)).isEqualTo(SeededRandom.utf8("ab"));
            assertThatThrownBy(bytes::read).isInstanceOf(IOException.class);
        }
    }
}
