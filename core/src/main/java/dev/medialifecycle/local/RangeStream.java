package dev.medialifecycle.local;

import dev.medialifecycle.blob.ByteRange;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** The bytes of a range, all of them: a file that has become shorter since it was opened is an error, not an end. */
final class RangeStream extends InputStream {
    private final SeekableByteChannel file;
    private long left;

    private RangeStream(SeekableByteChannel file, long length) {
        this.file = file;
        this.left = length;
    }

    /** Owns the channel from here on, and closes it if the range cannot be read. */
    static RangeStream of(SeekableByteChannel file, ByteRange range) throws IOException {
        try {
            long size = file.size();
            long from = Math.min(range.offset(), size);
            file.position(from);
            return new RangeStream(file, Math.min(range.length(), size - from));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int count = file.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(length, left)));
        if (count < 0) {
            throw new EOFException("The blob ended " + left + " bytes early");
        }
        left -= count;
        return count;
    }

    @Override
    public int available() {
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
