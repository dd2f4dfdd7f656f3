package dev.medialifecycle.blob;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a put, which are exactly as many as the source said or end in {@code ML-ST-010}: the last byte is not handed
 * out before it is known to be the last, so a provider that sends all it reads never completes a broken put.
 */
public final class MeasuredStream extends InputStream {
    private final BlobLocation location;
    private final InputStream bytes;
    private final long size;
    private long given;

    private MeasuredStream(BlobLocation location, InputStream bytes, long size) {
        this.location = location;
        this.bytes = bytes;
        this.size = size;
    }

    /** Opens the request's source; the caller closes the stream. */
    public static MeasuredStream open(PutRequest request) {
        BlobSource source = request.source();
        try {
            return new MeasuredStream(request.location(), source.open(), source.size());
        } catch (IOException e) {
            throw failure(request.location(), ErrorKind.UNAVAILABLE, "its source cannot be opened", e);
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int count = readSource(buffer, offset, length);
        if (count < 0) {
            if (given < size) {
                throw wrongSize("ended after " + given);
            }
            return -1;
        }
        given += count;
        if (given > size || (given == size && readSource(new byte[1], 0, 1) > 0)) {
            throw wrongSize("gave more");
        }
        return count;
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException e) {
            throw failure(location, ErrorKind.UNAVAILABLE, "its source cannot be closed", e);
        }
    }

    private int readSource(byte[] buffer, int offset, int length) {
        try {
            return bytes.read(buffer, offset, length);
        } catch (IOException e) {
            throw failure(location, ErrorKind.UNAVAILABLE, "its source failed after " + given + " bytes", e);
        }
    }

    private MediaLifecycleException wrongSize(String what) {
        return failure(location, ErrorKind.REJECTED, "its source said " + size + " bytes and " + what, null);
    }

    private static MediaLifecycleException failure(
            BlobLocation location, ErrorKind kind, String why, @Nullable Throwable cause) {
        return new MediaLifecycleException(
                ErrorCode.SOURCE_FAILED,
                kind,
                "Blob " + location + " not stored: " + why + ". Nothing was left behind",
                cause);
    }
}
