package dev.medialifecycle.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** The first half of a stream, and then what the fault says. */
final class HalfStream {
    private HalfStream() {}

    static InputStream of(InputStream whole, Fault fault) {
        try (whole) {
            byte[] bytes = whole.readAllBytes();
            InputStream half = new ByteArrayInputStream(Arrays.copyOf(bytes, bytes.length / 2));
            return fault instanceof Fault.BrokenStream
                    ? new SequenceInputStream(half, new TestSource.BrokenStream())
                    : half;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
