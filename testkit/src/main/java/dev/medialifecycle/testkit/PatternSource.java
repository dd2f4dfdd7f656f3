package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** As many bytes as wanted that nobody holds: each follows from its offset, so none can be lost, doubled or moved unseen. */
record PatternSource(long size) implements BlobSource {
    private static final int BUFFER = 64 * 1024;

    @Override
    public InputStream open() {
        return new InputStream() {
            private long next;

            @Override
            public int read() {
                return next == size ? -1 : at(next++) & 0xFF;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                int count = (int) Math.min(length, size - next);
                if (count == 0) {
                    return length == 0 ? 0 : -1;
                }
                for (int at = 0; at < count; at++) {
                    buffer[offset + at] = at(next++);
                }
                return count;
            }
        };
    }

    byte[] slice(long from, int length) {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; at++) {
            bytes[at] = at(from + at);
        }
        return bytes;
    }

    /** Refuses a stream of anything but these bytes. */
    void assertGives(InputStream bytes) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long read = 0;
        for (int count = bytes.readNBytes(buffer, 0, BUFFER); count > 0; count = bytes.readNBytes(buffer, 0, BUFFER)) {
            if (read + count > size || !Arrays.equals(Arrays.copyOf(buffer, count), slice(read, count))) {
                throw new AssertionError("Other bytes than were stored, between " + read + " and " + (read + count));
            }
            read += count;
        }
        if (read != size) {
            throw new AssertionError(read + " bytes of " + size + " were there");
        }
    }

    private static byte at(long offset) {
        long mixed = offset * 0x9E3779B97F4A7C15L;
        return (byte) (mixed >>> 56);
    }
}
