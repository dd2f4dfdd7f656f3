package dev.medialifecycle.benchmarks.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What is sent back: a status, headers, and a body from memory or a stretch of {@link Pattern}. */
record Answer(int status, String headers, byte[] body, int length, long from, long to) {
    private static final byte[] NOTHING = new byte[0];
    private static final String LAST_MODIFIED = "Last-Modified: Sun, 01 Nov 2026 00:00:00 GMT\r\n";
    private static final String ETAG = "ETag: \"9b1de5a07c3f4e218f6a000000000000\"\r\n";
    private static final String XML_HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    static Answer empty(int status) {
        return new Answer(status, status < 300 ? ETAG : "", NOTHING, 0, 0, 0);
    }

    static Answer xml(int status, String text) {
        byte[] body = (XML_HEAD + text).getBytes(StandardCharsets.UTF_8);
        return xml(status, body, body.length);
    }

    static Answer xml(int status, byte[] body, int length) {
        return new Answer(status, "Content-Type: application/xml\r\n", body, length, 0, 0);
    }

    static Answer error(int status, String code) {
        return xml(status, "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>");
    }

    /** The bytes from {@code from} to before {@code to} of a blob of this size. */
    static Answer blob(long from, long to, long size) {
        boolean isWhole = from == 0 && to == size;
        String range = isWhole ? "" : "Content-Range: bytes " + from + "-" + (to - 1) + "/" + size + "\r\n";
        String headers =
                "Content-Type: application/octet-stream\r\nAccept-Ranges: bytes\r\n" + LAST_MODIFIED + ETAG + range;
        return new Answer(isWhole ? 200 : 206, headers, NOTHING, 0, from, to);
    }

    void write(OutputStream out, boolean isHeadOnly) throws IOException {
        long size = length + to - from;
        String head = "HTTP/1.1 " + status + " -\r\nServer: lean\r\nx-amz-request-id: 0\r\nContent-Length: " + size
                + "\r\n" + headers + "\r\n";
        byte[] bytes = head.getBytes(StandardCharsets.US_ASCII);
        if (isHeadOnly) {
            out.write(bytes);
        } else if (length > 0) {
            byte[] all = new byte[bytes.length + length];
            System.arraycopy(bytes, 0, all, 0, bytes.length);
            System.arraycopy(body, 0, all, bytes.length, length);
            out.write(all);
        } else {
            out.write(bytes);
            Pattern.write(out, from, to);
        }
    }
}
