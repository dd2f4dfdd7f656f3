package dev.medialifecycle.imagekit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** So many bytes from an offset on of a stream that may hold more on both sides. */
final class RangeStream extends FilterInputStream {
    private long toSkip;
    private long left;

    RangeStream(InputStream bytes, long offset, long length) {
        super(bytes);
        this.toSkip = offset;
        this.left = length;
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
        if (left == 0 || !skipToStart()) {
            return -1;
        }
        int count = in.read(buffer, offset, (int) Math.min(length, left));
        if (count > 0 && left != Long.MAX_VALUE) {
            left -= count;
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = 0;
        byte[] waste = new byte[(int) Math.min(8192, Math.max(count, 0))];
        while (skipped < count) {
            int read = read(waste, 0, (int) Math.min(waste.length, count - skipped));
            if (read < 0) {
                break;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** False if the stream ends before the range begins. */
    private boolean skipToStart() throws IOException {
        byte[] waste = new byte[(int) Math.min(8192, toSkip)];
        while (toSkip > 0) {
            int count = in.read(waste, 0, (int) Math.min(waste.length, toSkip));
            if (count < 0) {
                return false;
            }
            toSkip -= count;
        }
        return true;
    }
}
