package dev.medialifecycle.upload;

import dev.medialifecycle.blob.BlobSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads numbers from the start of a source on, in one pass through one small buffer, never past a limit. */
final class HeaderInput implements AutoCloseable {
    private static final int BUFFER = 8 * 1024;

    private final InputStream bytes;
    private final byte[] buffer = new byte[BUFFER];
    private final long size;
    private long fetched;
    private int next;
    private int end;

    private HeaderInput(InputStream bytes, long size) {
        this.bytes = bytes;
        this.size = size;
    }

    /** Reads at most {@code limit} bytes, however many the source gives. */
    static HeaderInput open(BlobSource source, long limit) throws IOException {
        return new HeaderInput(source.open(), Math.min(source.size(), limit));
    }

    /** The first bytes, as many as there are up to {@code length}; call it before anything else. */
    byte[] peek(int length) throws IOException {
        while (end < length && fetch(end)) {
            // Streams may give less than they have.
        }
        return Arrays.copyOf(buffer, Math.min(end, length));
    }

    /** How many bytes were read or skipped. */
    long position() {
        return fetched - (end - next);
    }

    /** How many bytes are left. */
    long remaining() {
        return size - position();
    }

    int u8() throws IOException {
        if (next == end) {
            next = 0;
            end = 0;
            if (!fetch(0)) {
                throw new UnreadableHeader("ends too early");
            }
        }
        return buffer[next++] & 0xFF;
    }

    int u16() throws IOException {
        return u8() << 8 | u8();
    }

    int u16LittleEndian() throws IOException {
        return u8() | u8() << 8;
    }

    int u24LittleEndian() throws IOException {
        return u16LittleEndian() | u8() << 16;
    }

    int int32() throws IOException {
        return u16() << 16 | u16();
    }

    long u32() throws IOException {
        return Integer.toUnsignedLong(int32());
    }

    int int32LittleEndian() throws IOException {
        return u16LittleEndian() | u16LittleEndian() << 16;
    }

    long u32LittleEndian() throws IOException {
        return Integer.toUnsignedLong(int32LittleEndian());
    }

    /** Passes over bytes, whose number a hostile file may have chosen. */
    void skip(long length) throws IOException {
        if (length < 0 || length > remaining()) {
            throw new UnreadableHeader("ends too early");
        }
        int buffered = (int) Math.min(length, end - next);
        next += buffered;
        long rest = length - buffered;
        if (rest > 0) {
            try {
                bytes.skipNBytes(rest);
            } catch (EOFException e) {
                throw new UnreadableHeader("ends too early");
            }
            fetched += rest;
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private boolean fetch(int from) throws IOException {
        int wanted = (int) Math.min(BUFFER - from, size - fetched);
        int read = wanted <= 0 ? -1 : bytes.read(buffer, from, wanted);
        if (read > 0) {
            fetched += read;
            end = from + read;
        }
        return read > 0;
    }
}
