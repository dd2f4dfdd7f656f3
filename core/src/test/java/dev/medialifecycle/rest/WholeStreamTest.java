package dev.medialifecycle.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WholeStreamTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void gives_what_was_announced() throws Exception {
        try (InputStream stream = new WholeStream(bytes(10), 10, PATIENCE)) {
            assertThat(stream.read()).isZero();
            assertThat(stream.read(new byte[5], 0, 0)).isZero();
            assertThat(stream.readAllBytes()).hasSize(9);
            assertThat(stream.read()).isEqualTo(-1);
            assertThat(stream.skip(5)).isZero();
            assertThat(stream.markSupported()).isFalse();
        }
        assertThat(new WholeStream(bytes(10), -1, PATIENCE).readAllBytes()).hasSize(10);
    }

    @Test
    void throws_where_it_ends_elsewhere_than_announced() {
        assertThatThrownBy(() -> new WholeStream(bytes(9), 10, PATIENCE).readAllBytes())
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new WholeStream(bytes(11), 10, PATIENCE).readAllBytes())
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new WholeStream(bytes(9), 10, PATIENCE).skip(10))
                .isInstanceOf(IOException.class);
    }

    @Test
    void throws_from_a_read_that_waits_too_long_and_does_not_take_the_closing_for_the_end() {
        Standstill standstill = new Standstill();

        assertThatThrownBy(() -> new WholeStream(standstill, -1, Duration.ofMillis(50)).readAllBytes())
                .isInstanceOf(IOException.class);
    }

    private static InputStream bytes(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }

    /** Has nothing to read until it is closed, and then ends, as the JDK's own bodies do. */
    private static final class Standstill extends InputStream {
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public int read() throws IOException {
            try {
                closed.await();
                return -1;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
