package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.function.Supplier;

/** Bytes for a put, honest or not. */
public final class TestSource implements BlobSource {
    private final byte[] bytes;
    private final long size;
    private final Supplier<InputStream> end;

    private TestSource(byte[] bytes, long size, Supplier<InputStream> end) {
        this.bytes = bytes;
        this.size = size;
        this.end = end;
    }

    /** Gives these bytes. */
    public static TestSource of(byte[] bytes) {
        return claiming(bytes.length, bytes);
    }

    /** Says that it has that many bytes, and gives these. */
    public static TestSource claiming(long size, byte[] bytes) {
        return new TestSource(bytes, size, InputStream::nullInputStream);
    }

    /** Gives the first half of the bytes, then throws an {@link IOException}. */
    public static TestSource breaking(byte[] bytes) {
        return new TestSource(Arrays.copyOf(bytes, bytes.length / 2), bytes.length, BrokenStream::new);
    }

    /** Gives the bytes before the offset, then throws an {@link IOException} where the next one or the end should come. */
    public static TestSource breakingAt(byte[] bytes, int offset) {
        return new TestSource(Arrays.copyOf(bytes, offset), bytes.length, BrokenStream::new);
    }

    /** Cannot even be opened. */
    public static BlobSource closed(long size) {
        return new BlobSource() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("The source is closed, as the test asked");
            }
        };
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream open() {
        return new SequenceInputStream(new ByteArrayInputStream(bytes), end.get());
    }

    /** Fails on the first read. */
    static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("The source broke, as the test asked");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return length == 0 ? 0 : read();
        }
    }
}
