package dev.medialifecycle.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A body that ends only where it was announced to end, and in which no read waits for ever. */
final class WholeStream extends FilterInputStream {
    private final long announced;
    private final Duration patience;
    private long given;

    /** A negative length for one that was not announced, where the framing tells the end. */
    WholeStream(InputStream bytes, long announced, Duration patience) {
        super(bytes);
        this.announced = announced;
        this.patience = patience;
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
        try (Deadline deadline = Deadline.closing(in, patience)) {
            int count = in.read(buffer, offset, length);
            deadline.requireOpen();
            return counted(count);
        }
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
    public boolean markSupported() {
        return false;
    }

    private int counted(int count) throws IOException {
        if (count >= 0) {
            given += count;
        }
        boolean isTooLong = announced >= 0 && given > announced;
        if (isTooLong || (count < 0 && announced >= 0 && given < announced)) {
            throw new IOException("The body was announced with " + announced + " bytes and "
                    + (isTooLong ? "gave more" : "ended after " + given));
        }
        return count;
    }
}
