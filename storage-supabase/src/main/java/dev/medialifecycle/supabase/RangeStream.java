package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.ByteRange;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A range of a body that came whole, because something on the way does not know ranges. */
final class RangeStream extends FilterInputStream {
    private long toSkip;
    private long left;

    RangeStream(InputStream whole, ByteRange range) {
        super(whole);
        this.toSkip = range.offset();
        this.left = range.length();
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
        toSkip -= in.skip(toSkip);
        if (toSkip > 0 || left == 0) {
            return -1;
        }
        int count = in.read(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(count, 0);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = 0;
        byte[] waste = new byte[8192];
        int read = 0;
        while (read >= 0 && skipped < count) {
            read = read(waste, 0, (int) Math.min(waste.length, count - skipped));
            skipped += Math.max(read, 0);
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
