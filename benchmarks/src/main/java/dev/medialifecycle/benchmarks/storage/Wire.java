package dev.medialifecycle.benchmarks.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What comes in on one connection, request after request; used by one thread. */
final class Wire {
    private static final int LARGEST_HEAD = 64 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[LARGEST_HEAD];
    private int at;
    private int end;

    Wire(InputStream in) {
        this.in = in;
    }

    /** The head of the next request; null if the connection has ended before it. */
    @Nullable
    Head head() throws IOException {
        int scanned = at;
        while (true) {
            for (; scanned + 3 < end; scanned++) {
                if (buffer[scanned] == '\r' && buffer[scanned + 1] == '\n' && buffer[scanned + 2] == '\r') {
                    Head head = Head.of(new String(buffer, at, scanned - at, StandardCharsets.UTF_8));
                    at = scanned + 4;
                    return head;
                }
            }
            int moved = at;
            System.arraycopy(buffer, at, buffer, 0, end - at);
            end -= at;
            scanned -= moved;
            at = 0;
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0 && end == 0) {
                return null;
            }
            if (read <= 0) {
                throw new EOFException("The head of a request ended early, or did not end");
            }
            end += read;
        }
    }

    /** The body that belongs to the head, without what frames it; to be read to its end. */
    InputStream body(Head head) {
        InputStream plain =
                head.isChunkedByHttp() ? new Pieces(new Rest(Long.MAX_VALUE)) : new Rest(head.contentLength());
        boolean isFramedByS3 = head.isInPieces() && !head.isChunkedByHttp();
        return isFramedByS3 ? new Pieces(plain) : plain;
    }

    /** So many bytes as they come. */
    private final class Rest extends InputStream {
        private long left;

        Rest(long length) {
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int wanted = (int) Math.min(length, left);
            int count;
            if (at < end) {
                count = Math.min(wanted, end - at);
                System.arraycopy(buffer, at, to, offset, count);
                at += count;
            } else {
                count = in.read(to, offset, wanted);
            }
            if (count < 0) {
                throw new EOFException("A body ended early");
            }
            left -= count;
            return count;
        }
    }

    /** Pieces with a line before each that begins with its length in hex; an empty one, and lines after it, end them. */
    private static final class Pieces extends InputStream {
        private final InputStream framed;
        private long left;
        private boolean isFirst = true;
        private boolean isDone;

        Pieces(InputStream framed) {
            this.framed = framed;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (left == 0 && !isDone) {
                next();
            }
            if (isDone) {
                return -1;
            }
            int count = framed.read(to, offset, (int) Math.min(length, left));
            left -= count;
            return count;
        }

        private void next() throws IOException {
            if (!isFirst) {
                line();
            }
            isFirst = false;
            String line = line();
            int semicolon = line.indexOf(';');
            left = Long.parseLong(semicolon < 0 ? line : line.substring(0, semicolon), 16);
            if (left == 0) {
                isDone = true;
                while (!line().isEmpty()) {
                    // A trailer.
                }
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = framed.read(); next != '\n'; next = framed.read()) {
                if (next < 0) {
                    throw new EOFException("A body in pieces ended early");
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }
    }
}
