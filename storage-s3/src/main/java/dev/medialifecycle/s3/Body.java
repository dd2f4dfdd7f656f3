package dev.medialifecycle.s3;

import dev.medialifecycle.blob.MeasuredStream;
import dev.medialifecycle.blob.PutRequest;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * The bytes of a put, read from the source as they are sent and never kept. Where a connection is not encrypted the SDK signs
 * their hash and reads each part twice for it, so there are two readers of the source; each reading is measured.
 */
final class Body implements AutoCloseable {
    private static final int READERS = 2;
    private static final int SKIPPED_AT_ONCE = 8192;

    private final PutRequest request;
    private final List<Reader> readers = new ArrayList<>();

    Body(PutRequest request) {
        this.request = request;
    }

    /** Nothing, after making sure that the source has nothing: no byte would be asked for otherwise. */
    RequestBody empty() {
        int unused = readerAt(0).bytes.read();
        return RequestBody.empty();
    }

    /** All of it. */
    RequestBody of(long size) {
        return part(0, size);
    }

    /** So many bytes from there on; parts that are sent in their order make each reader read the source once. */
    RequestBody part(long offset, long length) {
        ContentStreamProvider provider = () -> new Part(offset, length);
        return RequestBody.fromContentProvider(provider, length, request.contentType());
    }

    @Override
    public void close() {
        while (!readers.isEmpty()) {
            readers.remove(readers.size() - 1).bytes.close();
        }
    }

    /** The reader that is nearest before the offset, moved on to it, or a new one in the place of that which is furthest behind. */
    private Reader readerAt(long offset) {
        Reader reader = readers.stream()
                .filter(one -> one.position <= offset)
                .max(Comparator.comparingLong(one -> one.position))
                .orElse(null);
        if (reader == null) {
            if (readers.size() == READERS) {
                Reader behind = readers.stream()
                        .min(Comparator.comparingLong(one -> one.position))
                        .orElseThrow();
                readers.remove(behind);
                behind.bytes.close();
            }
            reader = new Reader(MeasuredStream.open(request));
            readers.add(reader);
        }
        reader.skipTo(offset);
        return reader;
    }

    private static final class Reader {
        private final MeasuredStream bytes;
        private long position;

        Reader(MeasuredStream bytes) {
            this.bytes = bytes;
        }

        int read(byte[] buffer, int offset, int length) {
            int count = bytes.read(buffer, offset, length);
            position += Math.max(0, count);
            return count;
        }

        void skipTo(long offset) {
            byte[] skipped = new byte[(int) Math.min(SKIPPED_AT_ONCE, offset - position)];
            while (position < offset) {
                int unused = read(skipped, 0, (int) Math.min(skipped.length, offset - position));
            }
        }
    }

    /** A window on the source. */
    private final class Part extends InputStream {
        private final long end;
        private long next;
        private @Nullable Reader reader;

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
            if (reader == null || reader.position != next) {
                reader = readerAt(next);
            }
            int count = reader.read(buffer, offset, (int) Math.min(length, end - next));
            next += Math.max(0, count);
            return count;
        }
    }
}
