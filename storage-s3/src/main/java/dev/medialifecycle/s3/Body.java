package dev.medialifecycle.s3;

import dev.medialifecycle.blob.MeasuredStream;
import dev.medialifecycle.blob.PutRequest;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * The bytes of a put, read from the source as they are sent and never kept. Where a connection is not encrypted the SDK signs
 * their hash and reads them twice for it; each reading is measured.
 */
final class Body implements AutoCloseable {
    private final PutRequest request;
    private @Nullable MeasuredStream bytes;
    private long position;

    Body(PutRequest request) {
        this.request = request;
    }

    /** Nothing, after making sure that the source has nothing: no byte would be asked for otherwise. */
    RequestBody empty() {
        int unused = at(0).read();
        return RequestBody.empty();
    }

    /** All of it. */
    RequestBody of(long size) {
        return part(0, size);
    }

    /** So many bytes from there on; parts that are sent in their order read the source once. */
    RequestBody part(long offset, long length) {
        ContentStreamProvider provider = () -> new Part(offset, length);
        return RequestBody.fromContentProvider(provider, length, request.contentType());
    }

    @Override
    public void close() {
        if (bytes != null) {
            bytes.close();
            bytes = null;
        }
    }

    private MeasuredStream at(long offset) {
        if (bytes == null || position > offset) {
            close();
            bytes = MeasuredStream.open(request);
            position = 0;
        }
        MeasuredStream open = bytes;
        byte[] skipped = new byte[(int) Math.min(8192, offset - position)];
        while (position < offset) {
            position += Math.max(0, open.read(skipped, 0, (int) Math.min(skipped.length, offset - position)));
        }
        return open;
    }

    /** A window on the source; the latest one has it. */
    private final class Part extends InputStream {
        private long next;
        private final long end;

        Part(long offset, long length) {
            this.next = offset;
            this.end = offset + length;
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
            if (next == end) {
                return -1;
            }
            int count = at(next).read(buffer, offset, (int) Math.min(length, end - next));
            next += count;
            position = next;
            return count;
        }
    }
}
