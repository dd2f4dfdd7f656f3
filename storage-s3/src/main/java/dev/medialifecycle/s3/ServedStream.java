package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/** The bytes of an answer, all that it promised or an exception: the JDK's client takes a cut connection for the end. */
final class ServedStream extends InputStream {
    private final BlobLocation location;
    private final ResponseInputStream<?> bytes;
    private final long promised;
    private long received;
    private long skip;
    private long most = Long.MAX_VALUE;
    private boolean hasEnded;

    /** Of so many bytes, or -1 if the answer does not say. */
    ServedStream(BlobLocation location, ResponseInputStream<?> bytes, long promised) {
        this.location = location;
        this.bytes = bytes;
        this.promised = promised;
    }

    /** Gives only this range of what comes. */
    ServedStream only(ByteRange range) {
        skip = range.offset();
        most = range.length();
        return this;
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
        byte[] skipped = new byte[(int) Math.min(skip, 8192)];
        while (skip > 0) {
            int count = receive(skipped, 0, (int) Math.min(skip, skipped.length));
            if (count < 0) {
                return -1;
            }
            skip -= count;
        }
        if (most == 0) {
            return -1;
        }
        int count = receive(buffer, offset, (int) Math.min(length, most));
        if (count > 0) {
            most -= count;
        }
        return count;
    }

    /** Gives the connection back if all was read, and gives it up otherwise: draining could take as long as reading. */
    @Override
    public void close() throws IOException {
        if (hasEnded || received == promised) {
            bytes.close();
        } else {
            bytes.abort();
        }
    }

    private int receive(byte[] buffer, int offset, int length) throws IOException {
        int count;
        try {
            count = bytes.read(buffer, offset, length);
        } catch (SdkException | UncheckedIOException e) {
            throw new IOException("Blob " + location + " broke off after " + received + " bytes", e);
        }
        if (count >= 0) {
            received += count;
        } else if (received < promised) {
            throw new EOFException("Blob " + location + " ended after " + received + " of " + promised + " bytes");
        } else {
            hasEnded = true;
        }
        return count;
    }
}
